"""Open a challenge: the member says that something is not as it was told."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import ChallengeNumbers
from rewards.score.evidence import Evidence, Status
from rewards.score.standing.challenge import Challenge, ChallengeState, challenge_id
from rewards.score.standing.refusals import (
    AlreadyChallenged,
    ChallengeTooLate,
    TooManyChallenges,
    WrongStatus,
)
from rewards.score.standing.standing import Standing, enter, follow


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is challenged. `told_at` is when its member learned of it: when the notice of a penalty
    was delivered, else when it was recorded; None as long as the notice is under way. `asked` says
    whether the source can be asked: a merchant can. `reference` is what the source calls it."""

    account: str
    fact: Evidence
    standing: Standing
    told_at: datetime | None
    reference: str
    asked: bool


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """The new challenge, and how its evidence stands now."""

    challenge: Challenge
    standing: Standing


def challengeable_until(told_at: datetime | None, numbers: ChallengeNumbers) -> datetime | None:
    """Until when it can be challenged, inclusive; None: no end, as its member has not been told."""
    return None if told_at is None else told_at + timedelta(days=numbers.challenge_days)


def open_challenge(
    item: Item,
    existing: Challenge | None,
    *,
    statement: str,
    open_now: int,
    at: datetime,
    numbers: ChallengeNumbers,
) -> Opened | WrongStatus | AlreadyChallenged | ChallengeTooLate | TooManyChallenges:
    """From now on the evidence has no effect, until somebody decides. `open_now` are the member's
    open challenges."""
    if existing is not None:
        return AlreadyChallenged(state=existing.state)
    if (wrong := follow(item.standing, Status.CHALLENGED)) is not None:
        return wrong
    until = challengeable_until(item.told_at, numbers)
    if until is not None and at > until:
        return ChallengeTooLate(until=until)
    if open_now >= numbers.open_max:
        return TooManyChallenges(challenges=open_now, most=numbers.open_max)
    return Opened(
        challenge=_challenge(item, statement, at, numbers),
        standing=enter(item.standing, Status.CHALLENGED, at),
    )


def _challenge(item: Item, statement: str, at: datetime, numbers: ChallengeNumbers) -> Challenge:
    days = numbers.answer_days if item.asked else numbers.decision_days
    fact = item.fact
    return Challenge(
        id=challenge_id(fact.id),
        account=item.account,
        evidence=fact.id,
        merchant=fact.source,
        kind=fact.kind,
        happened_at=fact.at,
        reference=item.reference,
        statement=statement,
        at=at,
        state=ChallengeState.ASKED if item.asked else ChallengeState.REFERRED,
        state_at=at,
        due_at=at + timedelta(days=days),
    )
