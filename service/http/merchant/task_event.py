"""The wire shape of an event, as merchants and the programme's own backend send it."""

from typing import Annotated

import msgspec

from rewards.calendar import Instant
from service.flows.tasks.event import SourceEvent
from service.http.guards.callers import Merchant
from service.http.times import whole

Id = Annotated[str, msgspec.Meta(max_length=64)]
EventId = Annotated[
    str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]{1,64}$")
]
EventAmount = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]


class TaskEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`member` is the merchant's own id of the member; `event_at` is RFC 3339 with an offset.

    `event` is the sender's own id of what happened, the same whenever it is sent; without one,
    events of a member and task are told apart by their time. `amount` is in the unit of the task,
    if it has one. To the programme's own backend a member is the subject of an access token.
    """

    member: Id
    task: Id
    event_at: Instant
    event: EventId | None = None
    amount: EventAmount = 1


def source_event(caller: Merchant, sent: TaskEvent, field: str = "event_at") -> SourceEvent:
    """The event as the rules know it. Refused for a time that is out of range."""
    at = whole(sent.event_at, field)
    return SourceEvent(
        source=caller.id,
        member=sent.member,
        task=sent.task,
        event=sent.event or at.isoformat(timespec="milliseconds"),
        event_at=at,
        amount=sent.amount,
    )
