"""Short words for the invitation jobs: who brings whom, and what has become of it."""

import asyncio
from typing import Any

from rewards.refusal import Refusal
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.by_name import run_by_name
from service.members.states import State
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import BOB, Person


def person(number: int) -> Person:
    """One of many, in Berlin."""
    name = f"Newcomer {number}"
    return Person(member=name, account=name, name=name, zone="Europe/Berlin")


async def brings(world: World, inviter: SignedIn, who: Person = BOB) -> tuple[SignedIn, str, str]:
    """The newcomer, the kiosk's id for them, and the code by which they have come."""
    newcomer, member = await world.linked(who)
    code = await world.invite(inviter)
    await world.attach(newcomer, code)
    return newcomer, member, code


async def run(world: World, job: str, as_of: str | None = None) -> Slot:
    """The job, by name, to its end."""
    slot = await run_by_name(world.context, job, as_of, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal), slot
    assert slot.state is SlotState.DONE, slot.error
    return slot


def put_into(database: Any, who: SignedIn, state: State) -> None:
    """By hand, for states that no flow leads to yet."""
    changed = {"$set": {"state": state.value}}
    database.accounts.update_one({"_id": who.account}, changed)
    database.members.update_one({"_id": who.member}, changed)


def state_of(database: Any, code: str) -> str:
    state: str = database.invitations.find_one({"_id": code})["state"]
    return state


def told(database: Any, kind: str) -> dict[str, dict[str, Any]]:
    """The parameters of the messages of a kind, by account."""
    return {each["account"]: each["parameters"] for each in database.inbox.find({"kind": kind})}
