"""Who comes to the kiosk: somebody new for each test, so that all can share one database."""

import secrets
from datetime import timedelta
from typing import Any

from service.clock import FixedClock, SystemClock
from service.flows.context import Context
from service.flows.sign_in.sign_in import SignedIn
from service.members.consents import Purpose
from tests.flows.challenges.scenes import Court, court
from tests.flows.rentals.scenes import KEYS, customer
from tests.flows.world import World
from tests.pages.crowd import Crowd
from tests.pages.visitor import in_step
from tests.people import UMBRELLA_KIOSK, Person


def somebody() -> Person:
    """Of a name that nobody else has."""
    name = f"Alice {secrets.token_hex(4)}"
    return Person(member=f"member-{name}", account=name, name=name, zone="Europe/Berlin")


async def comes(people: Crowd, database: Any) -> SignedIn:
    """Somebody with a score who lets the kiosk ask."""
    return (await customer(people.world, database, somebody())).who


async def comes_without_a_score(people: Crowd) -> SignedIn:
    """Somebody who lets the kiosk ask, and of whom nothing is published."""
    who = await people.world.member(somebody())
    await people.world.grant(who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    return who


async def digits_of(people: Crowd, who: SignedIn, perk: str = "umbrella") -> str:
    """The eight digits of a new pass on their screen, good from now on."""
    in_step(people)
    return str((await people.world.open_pass(who, perk, UMBRELLA_KIOSK)).code)


async def shows_a_pass(people: Crowd, database: Any) -> str:
    """The same of somebody who has just come."""
    return await digits_of(people, await comes(people, database))


async def some_hours_ago(people: Crowd, database: Any, hours: int = 5) -> Court:
    """Somebody at the kiosk, so long ago: what is lent now is due before the page looks."""
    old = people.world.context
    clock = FixedClock(SystemClock().server_now() - timedelta(hours=hours))
    context = Context(
        store=old.store, clock=clock, programme=old.programme, ledger_key=old.ledger_key
    )
    world = World(context)
    world._keys = next(KEYS)  # not those of the other world in the same database
    return await court(world, database, somebody())
