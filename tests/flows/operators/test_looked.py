"""What an operator does about a member, the member can see, and why."""

from typing import Any

from service.flows.tasks.counted import EventCounted
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.report_event import REPORT_EVENT_BY_OPERATOR
from service.members.link import MemberNotLinked
from tasks.kinds import OPERATOR
from tests.flows.world import World
from tests.people import ALICE, NOON


async def report(world: World, account: str, **more: Any) -> Any:
    body = SourceEvent(
        source=OPERATOR,
        member=account,
        task="return-umbrella",
        event="e1",
        event_at=NOON,
        direct=True,
        reason="the till was broken",
    )
    return (
        await world.apply(REPORT_EVENT_BY_OPERATOR, body, caller="operator:olga", **more)
    ).answer


async def test_it_stands_in_the_access_log_once(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await world.join(alice, "return-umbrella")
    for _ in range(2):
        assert isinstance(await report(world, alice.account, key="k"), EventCounted)
    [look] = database.access_log.find({"account": alice.account})
    assert (look["looker"], look["who"]) == ("operator", "olga")
    assert (look["why"], look["answered"]) == ("the till was broken", "report_event_by_operator")


async def test_what_was_refused_was_no_look(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    assert await report(world, alice.account) == MemberNotLinked()
    assert database.access_log.count_documents({}) == 0
