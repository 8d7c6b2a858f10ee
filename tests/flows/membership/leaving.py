"""Leaving in one line each: closed, erased by asking or by time, swept."""

import asyncio
from typing import Any

from rewards.refusal import Refusal
from service.erasure.find import games_going_on
from service.flows.membership.activate import ACTIVATE, Activate
from service.flows.membership.erase import ERASE, Erase
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.members.erasure.erase import CONFIRMATION
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import Person


async def closes(world: World, who: SignedIn) -> None:
    """Leaves, with two weeks to come back."""
    withdrawn = await world.withdraw(who, Purpose.ENROLMENT)
    assert withdrawn.state == "closing"


async def enrols(world: World, who: SignedIn, person: Person) -> Any:
    """Agrees to the enrolment text, after all."""
    body = Activate(
        account=who.account,
        member=who.member,
        text_sha256=world.text(Purpose.ENROLMENT),
        display_name=person.name,
        zone=person.zone,
        birth_year=1990,
    )
    return (await world.apply(ACTIVATE, body)).answer


async def asks(
    world: World, who: SignedIn, confirmation: str | None = CONFIRMATION, **more: Any
) -> Any:
    """What the door does."""
    games = await games_going_on(world.context.store, [who.account])
    body = Erase(
        account=who.account,
        member=who.member,
        games=games.get(who.account, ()),
        asked=True,
        confirmation=confirmation,
        **more,
    )
    return (await world.apply(ERASE, body, caller=f"member:{who.account}")).answer


async def run_job(world: World) -> Slot:
    """The job, as of now; a moment passes, so that the next run is another one."""
    slot = await run_by_name(
        world.context, "erase_members", None, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    world.later(milliseconds=1)
    return slot


def erasure_of(database: Any, who: SignedIn) -> Any:
    return database.erasures.find_one({"_id": who.account})
