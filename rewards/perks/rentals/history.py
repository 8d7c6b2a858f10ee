"""What has happened to a rental, line by line, and what was said about it."""

import enum
from datetime import datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant

HISTORY_MAX = 60
"""Lines of one rental: every step but the extensions happens a few times at most."""


class Happened(enum.StrEnum):
    """The steps; reminders are none."""

    AUTHORISED = "authorised"
    STARTED = "started"
    EXTENDED = "extended"
    OVERDUE = "overdue"
    RETURNED = "returned"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    FAULT_REPORTED = "fault_reported"
    FAULT_CLEARED = "fault_cleared"
    DAMAGED = "damaged"
    LOST = "lost"
    BREACH_PROPOSED = "breach_proposed"
    DISPUTED = "disputed"
    BREACHED = "breached"
    CURED = "cured"
    GIVEN_UP = "given_up"


class Teller(enum.StrEnum):
    """Who made a step. The programme is a job, or an operator who decides."""

    MEMBER = "member"
    MERCHANT = "merchant"
    PROGRAMME = "programme"


Words = Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
"""Somebody's own."""


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. `ends_at` is when the thing was due after it."""

    at: Instant
    what: Happened
    by: Teller
    ends_at: Instant | None = None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the two has said when it took a step."""

    at: Instant
    what: Happened
    by: Teller
    words: str


def with_step(history: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """One more line. Extensions in a row are one, so that nobody can make it grow for ever; past
    the most, the oldest but the first goes."""
    last = history[-1] if history else None
    if last is not None and last.what is step.what is Happened.EXTENDED:
        return (*history[:-1], step)
    whole = (*history, step)
    return whole if len(whole) <= HISTORY_MAX else (whole[0], *whole[2:])


def said(what: Happened, by: Teller, words: str | None, at: datetime) -> tuple[Said, ...]:
    """The words, if there are any."""
    return () if words is None else (Said(at=at, what=what, by=by, words=words),)
