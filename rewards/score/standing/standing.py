"""A standing and its machine: which status may follow which, and since when it has effect."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import EFFECTIVE, Status
from rewards.score.standing.refusals import WrongStatus

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PROPOSED: frozenset({Status.COUNTED, Status.CURED, Status.CHALLENGED, Status.REVERSED}),
    Status.COUNTED: frozenset({Status.CHALLENGED, Status.CURED, Status.REVERSED}),
    # Back to where it was, if nothing was wrong with it.
    Status.CHALLENGED: frozenset({Status.PROPOSED, Status.COUNTED, Status.CURED, Status.REVERSED}),
    Status.CURED: frozenset({Status.CHALLENGED, Status.REVERSED}),
    # It did not happen: there is nothing to come back to.
    Status.REVERSED: frozenset(),
}


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """`status` since `since`, after `was`; both None for what has stood like this from the first.

    `made_good_at` is when its source said that it was made good: from when it counts, it counts as
    cured.
    """

    status: Status
    since: Instant | None = None
    was: Status | None = None
    made_good_at: Instant | None = None


def follow(standing: Standing, wanted: Status) -> WrongStatus | None:
    """None if `wanted` may follow; else a refusal naming what may."""
    return None if wanted in TRANSITIONS[standing.status] else wrong_status(standing, wanted)


def wrong_status(standing: Standing, wanted: Status) -> WrongStatus:
    """The refusal of `wanted`, with what may follow."""
    allowed = tuple(sorted(TRANSITIONS[standing.status]))
    return WrongStatus(status=standing.status, wanted=wanted, allowed=allowed)


def enter(standing: Standing, status: Status, at: datetime) -> Standing:
    """The standing with another status since `at`."""
    return msgspec.structs.replace(standing, status=status, since=at, was=standing.status)


def effective(standing: Standing) -> Status:
    """What it counts as if it counts: cured, once it was made good."""
    return Status.COUNTED if standing.made_good_at is None else Status.CURED


def status_at(standing: Standing, cut_off: datetime) -> Status:
    """How it enters a score of `cut_off`.

    What had no effect then, because it was proposed or challenged, has none in that score, whatever
    was decided since. What has none now has none either: a doubt works for every score to come.
    """
    was, since = standing.was, standing.since
    if was is None or since is None or since <= cut_off:
        return standing.status
    has_begun_to_count = standing.status in EFFECTIVE and was not in EFFECTIVE
    return was if has_begun_to_count else standing.status
