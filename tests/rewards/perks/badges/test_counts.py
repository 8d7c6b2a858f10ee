"""What badges count: kept promises, up and down, and nothing else."""

import pytest

from rewards.perks.badges.counts import Counts, with_fact, without_fact
from rewards.score.evidence import EvidenceKind

COUNTED = {
    EvidenceKind.RENTAL_KEPT_SMALL: Counts(rentals_kept=1),
    EvidenceKind.RENTAL_KEPT_LARGE: Counts(rentals_kept=1),
    EvidenceKind.CHARITY_TASK_COMPLETED: Counts(charity_tasks=1),
}


@pytest.mark.parametrize("kind", [*EvidenceKind, None])
def test_each_kind_counts_for_its_fact_or_for_none(kind):
    after = with_fact(Counts(), kind)
    assert after == COUNTED.get(kind, Counts())
    assert without_fact(after, kind) == Counts()


@pytest.mark.parametrize("kind", COUNTED)
def test_a_count_never_falls_below_none(kind):
    assert without_fact(Counts(), kind) == Counts()
