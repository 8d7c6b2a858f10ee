"""What turns out not to be so is on no badge any more, however many find out."""

from collections.abc import Iterable

from rewards.perks.badges.counts import without_fact
from rewards.perks.badges.share import Badges, counted
from rewards.score.evidence import EvidenceKind, Status
from service.store.collection import Key
from service.store.path.state import View
from service.store.schema.page import COMPLETIONS, EVIDENCE


def fact_keys(id_: str) -> Iterable[Key]:
    """What `counted_off` needs, beside the account: whoever changes one of them writes that too."""
    yield COMPLETIONS.key(id_)
    yield EVIDENCE.key(id_)


def counted_off(view: View, badges: Badges, id_: str, kind: EvidenceKind | None) -> Badges:
    """The badges without the fact `id_`, which goes with this command.

    The same if it was gone before: a source takes back what it reported, and a member objects to
    it, in either order.
    """
    completion, row = view.reference(COMPLETIONS, id_), view.reference(EVIDENCE, id_)
    revoked = completion is not None and completion.revoked_at is not None
    if revoked or (row is not None and row.status is Status.REVERSED):
        return badges
    return counted(badges, without_fact(badges.counts, kind))
