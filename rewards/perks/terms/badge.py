"""What a badge says: facts about kept promises, never a score, a level or anything missing."""

import enum
from typing import Annotated

import msgspec


class BadgeFact(enum.StrEnum):
    """One thing that can be said of a member, as a number."""

    RENTALS_KEPT = "rentals_kept"
    """Things lent that came back, late or not."""
    MONTHS_A_MEMBER = "months_a_member"
    """Whole months in which the membership was active."""
    CHARITY_TASKS = "charity_tasks"
    """Tasks done for others."""


class BadgeTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The facts that are shown together to one viewer, each only from its least on."""

    facts: Annotated[tuple[BadgeFact, ...], msgspec.Meta(min_length=1, max_length=10)]
    # Below this a number says more about somebody being new than about promises.
    least: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 1


def lint_badge(badge: BadgeTerms) -> list[str]:
    """What is wrong with it, as sentences."""
    return ["a badge says a fact twice"] if len(set(badge.facts)) < len(badge.facts) else []
