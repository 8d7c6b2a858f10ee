"""What badges count, kept in the account as it happens: what was kept, never what was broken."""

import msgspec

from rewards.score.evidence import EvidenceKind

_FIELDS = {
    EvidenceKind.RENTAL_KEPT_SMALL: "rentals_kept",
    EvidenceKind.RENTAL_KEPT_LARGE: "rentals_kept",
    EvidenceKind.CHARITY_TASK_COMPLETED: "charity_tasks",
}


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How often since the account began. Neither fades: a fact stays true."""

    rentals_kept: int = 0
    charity_tasks: int = 0


def with_fact(counts: Counts, kind: EvidenceKind | None) -> Counts:
    """One more of this kind; the same if no badge is about it."""
    return _changed(counts, kind, 1)


def without_fact(counts: Counts, kind: EvidenceKind | None) -> Counts:
    """One less, as it turned out not to be so; never below none, for an account that was erased
    meanwhile has lost its counts already."""
    return _changed(counts, kind, -1)


def _changed(counts: Counts, kind: EvidenceKind | None, by: int) -> Counts:
    field = None if kind is None else _FIELDS.get(kind)
    if field is None:
        return counts
    return msgspec.structs.replace(counts, **{field: max(0, getattr(counts, field) + by)})
