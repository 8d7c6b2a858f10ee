"""A fact for the score, as it is stored when it is first known."""

from datetime import datetime

from rewards.score.evidence import Evidence
from service.store.schema.documents import EvidenceRow


def evidence_row(account: str, fact: Evidence, *, at: datetime, reference: str = "") -> EvidenceRow:
    """`at` is when we were told; `reference` is what the source calls it, its own id if empty."""
    return EvidenceRow(
        id=fact.id,
        account=account,
        kind=fact.kind,
        at=fact.at,
        source=fact.source,
        status=fact.status,
        reference=reference or fact.id,
        recorded_at=at,
    )
