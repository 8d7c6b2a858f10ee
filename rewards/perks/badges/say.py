"""What a badge says: each fact floored to a published step, or nothing of it."""

from collections.abc import Mapping

import msgspec

from rewards.economy import BadgeNumbers
from rewards.perks.terms.badge import BadgeFact, BadgeTerms


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """At least so many, as far as the steps tell."""

    fact: BadgeFact
    at_least: int


def say(
    terms: BadgeTerms, known: Mapping[BadgeFact, int], numbers: BadgeNumbers
) -> tuple[Said, ...]:
    """The facts of a badge in its own order; what is below the least that it says, or below the
    first step, is left out, as if nobody had asked."""
    found = (
        Said(fact=fact, at_least=floored(known[fact], steps_of(fact, numbers)))
        for fact in terms.facts
    )
    return tuple(each for each in found if each.at_least >= terms.least and each.at_least > 0)


def steps_of(fact: BadgeFact, numbers: BadgeNumbers) -> tuple[int, ...]:
    """The steps that a fact is told in, ascending."""
    return numbers.month_steps if fact is BadgeFact.MONTHS_A_MEMBER else numbers.steps


def floored(value: int, steps: tuple[int, ...]) -> int:
    """The highest step that `value` reaches; 0 below the first. An exact number, seen twice, would
    tell when somebody rented something, and two sites could find that they mean one person."""
    return max((step for step in steps if step <= value), default=0)


def next_step(value: int, steps: tuple[int, ...]) -> int | None:
    """The step after that; None at the top."""
    return min((step for step in steps if step > value), default=None)


def lint_steps(numbers: BadgeNumbers) -> list[str]:
    """What is wrong with the steps, as sentences."""
    return [
        f"numbers.perks.badges.{name}: let each step be higher than the one before"
        for name in ("steps", "month_steps")
        if list(getattr(numbers, name)) != sorted(set(getattr(numbers, name)))
    ]
