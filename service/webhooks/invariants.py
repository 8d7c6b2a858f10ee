"""I9: every event is told at least once or visibly waits, is given up or is withheld; in order for
each endpoint and member. Pure.

What can be proved is about what is still kept. An account that is erased takes all of it along.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime, timedelta

from rewards.ledger.invariants import Violation
from service.webhooks.delivery import Delivery, DeliveryState, Line, delivery_id
from service.webhooks.endpoint import Endpoint, Subject

CLOCKS = timedelta(seconds=5)
"""By how much the clocks of two runners may differ: who noted first may seem to be later."""

CHANGING = timedelta(minutes=1)
"""An event and a change of what an endpoint is told of that are nearer may have met in either
order: a command may take ten seconds, and clocks differ."""

LONGEST_WAIT = timedelta(days=2)
"""Between two tries, in any programme: a day, and as much again by chance."""


def event_is_told(
    id_: str, at: datetime, subject: Subject, endpoints: Iterable[Endpoint], queued: Set[str]
) -> Iterable[Violation]:
    """An event that does not wait to be queued any more is queued for each endpoint that was told
    of such things already when it happened. `queued` are the ids of deliveries."""
    for endpoint in endpoints:
        since = endpoint.told_since or endpoint.at
        told = subject in endpoint.subjects and since + CHANGING <= at
        if told and delivery_id(endpoint.id, id_) not in queued:
            yield _i9(id_, f"it neither waits nor is it queued for {endpoint.id}")


def line_holds(
    line: Line, deliveries: Iterable[Delivery], *, kept_since: datetime | None, now: datetime | None
) -> Iterable[Violation]:
    """All that is wrong with a line. What was queued before `kept_since` may be forgotten at any
    moment, so that nothing is said of it, but that what waits is looked at; None: nothing was
    forgotten yet."""
    every = sorted(deliveries, key=lambda each: each.number)
    # By numbers: of two that were queued at nearly the same time either may seem to be older.
    old = [each.number for each in every if kept_since is not None and each.at < kept_since]
    kept = [each for each in every if not old or each.number > old[-1]]
    yield from _numbered(line, kept)
    yield from _in_order(line, kept)
    yield from _says_so(line, every, now)
    for each in kept:
        yield from _state_is_true(each)


def in_lines(deliveries: Iterable[Delivery], lines: Mapping[str, Line]) -> Iterable[Violation]:
    """Every delivery is in a line, of its own endpoint and member: else nobody would send it."""
    for each in deliveries:
        line = lines.get(each.line)
        if line is None:
            yield _i9(each.id, f"it is in a line that there is not: {each.line}")
        elif (line.endpoint, line.account) != (each.endpoint, each.account):
            yield _i9(each.id, f"it is in the line of others: {each.line}")


def _numbered(line: Line, kept: Sequence[Delivery]) -> Iterable[Violation]:
    """Each number once, none left out, up to the last one given."""
    numbers = [each.number for each in kept]
    if numbers and numbers != [*range(numbers[0], line.numbered + 1)]:
        gone = sorted({*range(numbers[0], line.numbered + 1)} - {*numbers})
        yield _i9(line.id, f"of {line.numbered} there are {numbers}, and not {gone}")


def _in_order(line: Line, kept: Sequence[Delivery]) -> Iterable[Violation]:
    """Nothing is tried before what came before it is over. What was replayed says nothing of when
    it was sent first."""
    before: Delivery | None = None
    over_at: datetime | None = None
    for each in kept:
        if each.replayed_at is not None:
            continue
        begun = each.tries_since is not None or each.state is not DeliveryState.WAITING
        if begun and before is not None and before.state is DeliveryState.WAITING:
            yield _i9(line.id, f"{each.number} was sent while {before.number} still waits")
        if over_at and each.tries_since and each.tries_since + CLOCKS < over_at:
            yield _i9(line.id, f"{each.number} was sent before what came before it was over")
        before = each
        if each.tried_at is not None and (over_at is None or each.tried_at > over_at):
            over_at = each.tried_at


def _says_so(line: Line, every: Sequence[Delivery], now: datetime | None) -> Iterable[Violation]:
    """What waits is looked at again, at a time that is not later than any wait."""
    waiting = [each.number for each in every if each.state is DeliveryState.WAITING]
    if not waiting:
        return
    if line.next_try_at is None:
        yield _i9(line.id, f"{waiting[0]} waits, and nobody will look at it")
    elif now is not None and line.next_try_at > now + LONGEST_WAIT:
        yield _i9(line.id, f"{waiting[0]} waits for longer than any wait: {line.next_try_at}")


def _state_is_true(delivery: Delivery) -> Iterable[Violation]:
    """A delivery is where its tries say it is."""
    tried = delivery.tries > 0 and delivery.tried_at is not None
    taken = delivery.status is not None and 200 <= delivery.status < 300
    if delivery.state is DeliveryState.DELIVERED and not (tried and taken):
        yield _i9(delivery.id, f"it is delivered, and no receiver said so: {delivery.status}")
    if delivery.state is DeliveryState.DEAD and (taken or not tried):
        yield _i9(delivery.id, f"it is given up after {delivery.tries} tries: {delivery.status}")
    if delivery.state is DeliveryState.WAITING and not delivery.body:
        yield _i9(delivery.id, "it waits, and there is nothing to say")


def _i9(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I9", subject=subject, sentence=sentence)
