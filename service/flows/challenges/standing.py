"""Between a stored row and the rules of how it stands."""

import msgspec

from rewards.score.standing.standing import Standing
from service.store.schema.documents import EvidenceRow


def with_standing(row: EvidenceRow, standing: Standing) -> EvidenceRow:
    """The row, standing like this."""
    return msgspec.structs.replace(
        row,
        status=standing.status,
        since=standing.since,
        was=standing.was,
        made_good_at=standing.made_good_at,
    )
