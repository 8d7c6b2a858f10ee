"""Cure: a broken promise was made good, and is worth what the scheme says of that."""

from datetime import datetime

import msgspec

from rewards.score.evidence import Status
from rewards.score.scheme import KindRule
from rewards.score.standing.refusals import AlreadyMadeGood, NoBrokenPromise, WrongStatus
from rewards.score.standing.standing import Standing, follow


def cure(
    standing: Standing, rule: KindRule | None, *, kind: str, at: datetime
) -> Standing | WrongStatus | AlreadyMadeGood | NoBrokenPromise:
    """Cured at once where it counts. What is proposed or challenged stays so, and is cured if it
    ever counts: making good must not bring forward what notice or a doubt holds back."""
    if rule is None or rule.cured is None:
        return NoBrokenPromise(kind=kind)
    if standing.made_good_at is not None:
        return AlreadyMadeGood(at=standing.made_good_at)
    if (wrong := follow(standing, Status.CURED)) is not None:
        return wrong
    counts = standing.status is Status.COUNTED
    # `since` stays: it says since when the fact has any effect, and that it had before.
    return msgspec.structs.replace(
        standing, status=Status.CURED if counts else standing.status, made_good_at=at
    )
