"""Make a plan: from frozen standings and a table of prizes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise

import msgspec

from rewards.boards.prizes import Prizes, Shares, share
from rewards.boards.rank import Standing, rank
from rewards.ledger.ids import settlement_id
from rewards.settlement.canonical import hash_of, hash_of_inputs
from rewards.settlement.plan import RULES, Award, Bundle, Plan, plan_id
from rewards.settlement.refusals import EscrowIsNotPool, RankedTwice


def make_plan(
    *,
    subject: str,
    revision: int,
    standings: Iterable[Standing],
    prizes: Prizes,
    escrow: int,
    at: datetime,
) -> Bundle | RankedTwice | EscrowIsNotPool:
    """The plan for `subject`, with all it rests on. `escrow` is how many seeds wait to be paid.

    The same standings, in any order and written in any time zone, give the same plan.
    """
    if escrow != sum(prizes):
        return EscrowIsNotPool(subject=subject, holds=escrow, pool=sum(prizes))
    inputs = frozen(standings, subject)
    if isinstance(inputs, RankedTwice):
        return inputs
    shares = share(rank(inputs), prizes)
    awards = _awards(shares, subject, revision)
    return bundle_of(
        subject=subject,
        revision=revision,
        prizes=prizes,
        inputs=inputs,
        awards=awards,
        remainder=shares.remainder,
        at=at,
    )


def bundle_of(
    *,
    subject: str,
    revision: int,
    prizes: Prizes,
    inputs: tuple[Standing, ...],
    awards: tuple[Award, ...],
    remainder: int,
    at: datetime,
    paid: tuple[Award, ...] = (),
) -> Bundle:
    """The head that goes with these awards, and all it rests on."""
    plan = Plan(
        id=plan_id(subject=subject, revision=revision),
        subject=subject,
        revision=revision,
        rules=RULES,
        at=at.astimezone(UTC),
        prizes=prizes,
        pool=sum(award.amount for award in awards) + remainder,
        remainder=remainder,
        inputs=len(inputs),
        inputs_sha256=hash_of_inputs(subject, RULES, prizes, inputs, paid),
        awards=len(awards),
        awards_sha256=hash_of(awards),
    )
    return Bundle(plan=plan, inputs=inputs, awards=awards, paid=paid)


def frozen(standings: Iterable[Standing], subject: str) -> tuple[Standing, ...] | RankedTwice:
    """Standings in the order and the zone in which they are hashed."""
    ordered = sorted(standings, key=lambda each: each.account)
    twice = _twice(ordered)
    if twice is not None:
        return RankedTwice(subject=subject, account=twice)
    return tuple(
        msgspec.structs.replace(each, reached_at=each.reached_at.astimezone(UTC))
        for each in ordered
    )


def _twice(inputs: Sequence[Standing]) -> str | None:
    neighbours = pairwise(each.account for each in inputs)
    return next((one for one, other in neighbours if one == other), None)


def _awards(shares: Shares, subject: str, revision: int) -> tuple[Award, ...]:
    return tuple(
        Award(
            id=settlement_id(subject=subject, revision=revision, account=won.account),
            account=won.account,
            rank=won.rank,
            amount=won.amount,
        )
        for won in shares.won
    )
