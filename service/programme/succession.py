"""May one version follow another? What members hold is not pulled out from under them. Pure.

Gone for good may be: a perk, a game, a campaign, and a task that has been closed for so long that
nothing of it can be told late. An id that is gone does not return.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.programme.document import Programme
from service.programme.refusals import (
    BeforeAnnounced,
    BoardStays,
    CharityStays,
    CurrencyStays,
    IdReturns,
    LevelTooSoon,
    MerchantStays,
    NotNextVersion,
    NotRehearsed,
    OtherProgramme,
    PenaltyLooksBack,
    SandboxStays,
    SchemeNotNumbered,
    SchemeTooSoon,
    TaskClosesInThePast,
    TaskRemade,
    TaskStillOpen,
    TooSoon,
    ZoneStays,
)
from tasks.task import Task


class LevelMoved(msgspec.Struct, frozen=True, kw_only=True):
    """When the level of a perk changed last, and how many days the version before that asked for
    until the next time; 0 where that was not noted yet."""

    perk: str
    at: Instant
    days: int = 0


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What versions before the last one bind the next one to. `gone` are `task:…`, `perk:…`."""

    gone: tuple[str, ...] = ()
    levels: tuple[LevelMoved, ...] = ()


def refusals(before: Programme, after: Programme, past: Past, *, at: datetime) -> Iterator[Refusal]:
    """Every reason why `after` may not follow `before`, the last version, at `at` (domain time)."""
    yield from _itself(before, after)
    yield from _in_time(before, after, at)
    yield from _partners(before, after)
    yield from _tasks(before, after)
    yield from _returned(after, past)
    yield from _levels(before, after, past)
    yield from _scheme(before, after)
    yield from _penalties(before, after)
    yield from _announced(before, after, at)


def not_rehearsed(before: Programme, after: Programme, *, rehearsed: bool) -> NotRehearsed | None:
    """Whoever scores otherwise has looked at what that would have done."""
    if rehearsed or after.numbers.score.scores_like(before.numbers.score):
        return None
    scheme = after.numbers.score.scheme
    return NotRehearsed(scheme=scheme.id, version=scheme.version)


def past_of(before: Programme, after: Programme, past: Past) -> Past:
    """What the version after `after` will be bound to."""
    left = sorted({*_ids(before)} - {*_ids(after)})
    days, at = before.numbers.changes.level_days, after.effective_at
    moved = [LevelMoved(perk=perk, at=at, days=days) for perk in _moved_levels(before, after)]
    fresh = {each.perk for each in moved}
    kept = [each for each in past.levels if each.perk not in fresh]
    return Past(gone=(*past.gone, *left), levels=(*kept, *moved))


def _itself(before: Programme, after: Programme) -> Iterator[Refusal]:
    if after.id != before.id:
        yield OtherProgramme(programme=after.id, stored=before.id)
    if after.version != before.version + 1:
        yield NotNextVersion(version=after.version, needed=before.version + 1)
    if after.sandbox != before.sandbox:
        yield SandboxStays(sandbox=after.sandbox)
    if after.zone != before.zone:
        yield ZoneStays(zone=after.zone, stored=before.zone)
    if before.currency and after.currency != before.currency:
        yield CurrencyStays(currency=after.currency, stored=before.currency)


def _in_time(before: Programme, after: Programme, at: datetime) -> Iterator[Refusal]:
    notice = timedelta(seconds=before.numbers.changes.notice_seconds)
    if after.effective_at < at + notice:
        yield TooSoon(effective_at=after.effective_at, earliest=at + notice)
    if after.effective_at < before.effective_at:
        yield BeforeAnnounced(
            effective_at=after.effective_at, last=before.version, last_at=before.effective_at
        )


def _partners(before: Programme, after: Programme) -> Iterator[Refusal]:
    boards = {board.id for board in after.boards}
    merchants = {merchant.id: merchant for merchant in after.merchants}
    for board in before.boards:
        if board.id not in boards:
            yield BoardStays(board=board.id)
    for merchant in before.merchants:
        kept = merchants.get(merchant.id)
        if kept is None:
            yield MerchantStays(merchant=merchant.id)
        elif merchant.charity and not kept.charity:
            yield CharityStays(merchant=merchant.id)


def _tasks(before: Programme, after: Programme) -> Iterator[Refusal]:
    kept = {task.id: task for task in after.tasks}
    late = timedelta(hours=before.numbers.tasks.late_hours_max)
    for task in before.tasks:
        if task.id in kept:
            yield from _task(task, kept[task.id], after.effective_at)
            continue
        free_at = None if task.closes_at is None else task.closes_at + late
        if free_at is None or after.effective_at < free_at:
            yield TaskStillOpen(task=task.id, free_at=free_at)


def _task(before: Task, after: Task, effective_at: datetime) -> Iterator[Refusal]:
    same = {"kind", "window_days", "unit"}
    if before.opens_at <= effective_at:
        same.add("opens_at")  # windows are counted from it, and some have been
    for field in sorted(same):
        if getattr(before, field) != getattr(after, field):
            yield TaskRemade(task=after.id, field=field)
    closes_at = after.closes_at
    if closes_at is not None and closes_at != before.closes_at and closes_at < effective_at:
        yield TaskClosesInThePast(task=after.id, closes_at=closes_at, effective_at=effective_at)


def _ids(programme: Programme) -> Iterator[str]:
    yield from (f"task:{task.id}" for task in programme.tasks)
    yield from (f"perk:{perk.id}" for perk in programme.perks)
    yield from (f"game:{game.id}" for game in programme.games)
    yield from (f"campaign:{campaign.id}" for campaign in programme.campaigns)


def _returned(after: Programme, past: Past) -> Iterator[Refusal]:
    for each in _ids(after):
        if each in past.gone:
            what, _, id_ = each.partition(":")
            yield IdReturns(what=what, id=id_)


def _moved_levels(before: Programme, after: Programme) -> Iterable[str]:
    levels = {perk.id: perk.level for perk in before.perks}
    for perk in after.perks:
        if perk.id in levels and perk.level != levels[perk.id]:
            yield perk.id


def _levels(before: Programme, after: Programme, past: Past) -> Iterator[Refusal]:
    moved = {each.perk: each for each in past.levels}
    for perk in _moved_levels(before, after):
        last = moved.get(perk)
        if last is None:
            continue
        # Fewer days hold from the next move on, or two versions on one day would move it twice.
        days = max(last.days, before.numbers.changes.level_days)
        free_at = last.at + timedelta(days=days)
        if after.effective_at < free_at:
            yield LevelTooSoon(perk=perk, free_at=free_at)


def _scheme(before: Programme, after: Programme) -> Iterator[Refusal]:
    ours, theirs = before.numbers.score.scheme, after.numbers.score.scheme
    if theirs != ours and theirs.id == ours.id and theirs.version <= ours.version:
        yield SchemeNotNumbered(scheme=ours.id, version=ours.version)


def _penalties(before: Programme, after: Programme) -> Iterator[Refusal]:
    """What newly takes points looks forward only, and goes on looking from where it began."""
    taking = {rule.kind: rule for rule in before.numbers.score.scheme.kinds if rule.points < 0}
    for rule in after.numbers.score.scheme.kinds:
        if rule.points >= 0:
            continue
        known = taking.get(rule.kind)
        earliest = after.effective_at if known is None else known.since
        if earliest is not None and (rule.since is None or rule.since < earliest):
            yield PenaltyLooksBack(kind=rule.kind, since=rule.since, earliest=earliest)


def _announced(before: Programme, after: Programme, at: datetime) -> Iterator[Refusal]:
    ours, theirs = before.numbers.score, after.numbers.score
    # Less notice is announced as long as what it would let through sooner.
    if theirs.scores_like(ours) and theirs.announcement_days >= ours.announcement_days:
        return
    earliest = at + timedelta(days=ours.announcement_days)
    if after.effective_at < earliest:
        yield SchemeTooSoon(effective_at=after.effective_at, earliest=earliest)
