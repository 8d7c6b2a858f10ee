"""The wire shape of an event that an operator speaks of."""

import msgspec

from rewards.calendar import Instant
from service.flows.tasks.event import SourceEvent
from service.http.merchant.task_event import EventAmount, EventId, Id
from service.http.operator.act import Reason
from service.http.times import whole
from tasks.kinds import OPERATOR


class MemberEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`account` did something for `task`; `event` is an id for it, e.g. of a ticket."""

    account: Id
    task: Id
    event: EventId
    event_at: Instant
    reason: Reason
    amount: EventAmount = 1


class WrongEvent(MemberEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The event that `source` reported under its own id `event`: a merchant, `app`, `quiz`, `phone`
    or, without one, an operator."""

    source: Id = OPERATOR


def operators_event(sent: MemberEvent, source: str = OPERATOR) -> SourceEvent:
    """The event as the rules know it. Refused for a time that is out of range."""
    return SourceEvent(
        source=source,
        member=sent.account,
        task=sent.task,
        event=sent.event,
        event_at=whole(sent.event_at, "event_at"),
        amount=sent.amount,
        direct=True,
        reason=sent.reason,
    )
