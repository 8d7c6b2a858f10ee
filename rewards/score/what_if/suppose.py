"""Plays suppositions in their order, one after the other."""

from collections.abc import Sequence
from datetime import timedelta

from rewards.economy import WhatIfNumbers
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.scheme import Scheme
from rewards.score.what_if.life import Life
from rewards.score.what_if.refusals import (
    NothingToCure,
    SupposedEvidenceUnknown,
    TooMuchSupposed,
)
from rewards.score.what_if.supposition import (
    Cure,
    Do,
    KeepRentals,
    Lose,
    ReturnLate,
    Supposition,
    Wait,
    days_of,
    times_of,
)

Refused = TooMuchSupposed | SupposedEvidenceUnknown | NothingToCure

DAY_MS = 86_400_000


def suppose(
    life: Life, suppositions: Sequence[Supposition], scheme: Scheme, numbers: WhatIfNumbers
) -> Refused | None:
    """All of it happens to `life`, or the refusal of what cannot; then `life` is of no use."""
    refused: Refused | None = _too_much(suppositions, numbers)
    for each in suppositions:
        refused = refused or _play(life, each, scheme)
    return refused


def curable(life: Life, scheme: Scheme) -> list[str]:
    """The promises that were broken and may be made good, by id."""
    kinds = {rule.kind for rule in scheme.kinds if rule.cured is not None}
    return [
        each.id
        for each in life.evidence().values()
        if each.kind in kinds and each.status is Status.COUNTED
    ]


def _too_much(
    suppositions: Sequence[Supposition], numbers: WhatIfNumbers
) -> TooMuchSupposed | None:
    sums = (
        ("suppositions", len(suppositions), numbers.suppositions_max),
        ("times", sum(map(times_of, suppositions)), numbers.times_max),
        ("days", sum(map(days_of, suppositions)), numbers.days_max),
    )
    for what, wanted, most in sums:
        if wanted > most:
            return TooMuchSupposed(what=what, wanted=wanted, most=most)
    return None


def _play(life: Life, supposition: Supposition, scheme: Scheme) -> Refused | None:
    match supposition:
        case Do():
            _spread(life, (supposition.kind.evidence,), supposition.times, supposition.days)
        case KeepRentals():
            kinds = (_kept(supposition.large), EvidenceKind.RETURNED_ON_TIME)
            _spread(life, kinds, supposition.times, supposition.days)
        case ReturnLate():
            _spread(life, (_kept(supposition.large), EvidenceKind.RETURNED_LATE), 1, 0)
        case Wait():
            life.forward(life.at + timedelta(days=supposition.days))
        case Cure():
            return _cure(life, supposition.evidence, scheme)
        case Lose():
            return _lose(life, supposition.evidence)
    return None


def _spread(life: Life, kinds: tuple[EvidenceKind, ...], times: int, days: int) -> None:
    """`times`, evenly: the last of them when the days are over."""
    began = life.at
    for number in range(1, times + 1):
        life.forward(began + timedelta(milliseconds=days * DAY_MS * number // times))
        for kind in kinds:
            life.happens(kind)


def _kept(large: bool) -> EvidenceKind:
    return EvidenceKind.RENTAL_KEPT_LARGE if large else EvidenceKind.RENTAL_KEPT_SMALL


def _cure(
    life: Life, evidence: str, scheme: Scheme
) -> SupposedEvidenceUnknown | NothingToCure | None:
    found = life.evidence().get(evidence)
    if found is None:
        return SupposedEvidenceUnknown(evidence=evidence)
    if evidence not in curable(life, scheme):
        return NothingToCure(evidence=evidence)
    life.stands(found, Status.CURED)
    return None


def _lose(life: Life, evidence: str) -> SupposedEvidenceUnknown | None:
    if evidence not in life.evidence():
        return SupposedEvidenceUnknown(evidence=evidence)
    life.lose(evidence)
    return None
