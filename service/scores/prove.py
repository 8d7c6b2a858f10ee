"""Makes the proof of one score for whom it belongs to."""

from rewards.ledger.days.signature import text_of
from rewards.ledger.days.tree import CHUNK, path_of
from rewards.score.cycles.leaf import salt_of
from rewards.score.cycles.proof import ScoreProof
from rewards.score.cycles.refusals import ScoreNotPublished
from rewards.score.cycles.revision import revision_id, snapshot_id
from service.scores.rows import leaves_of
from service.store.owner import Owner, of_account
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, LEDGER_SALTS, PUBLICATIONS, SNAPSHOTS
from service.store.store import Store


async def prove_score(
    store: Store, account: str, *, public: bytes
) -> ScoreProof | ScoreNotPublished:
    """The proof of the account's score in what is published; `public` is the key of now."""
    current = await store.get(PUBLICATIONS, CURRENT)
    if current is None:
        return ScoreNotPublished(cycle="")
    revision = await store.get(CYCLES, revision_id(current.cycle, current.revision))
    missing = ScoreNotPublished(cycle=current.cycle)
    if revision is None or revision.signed is None:
        return missing
    id_ = snapshot_id(revision.cycle, revision.revision, account)
    snapshot = await store.get(SNAPSHOTS, id_, owner=of_account(account))
    key = await store.get(LEDGER_SALTS, account, owner=Owner("id", account))
    chunk = await leaves_of(store, revision, account)
    if snapshot is None or chunk is None or key is None or key.key is None:
        return missing
    place = chunk.accounts.index(account)
    path = path_of(chunk.hashes, place, revision.roots, chunk.number)
    return ScoreProof(
        account=account,
        score=None if snapshot.score is None else snapshot.score.value,
        salt=salt_of(key.key, id_).hex(),
        index=chunk.number * CHUNK + place,
        path=tuple(each.hex() for each in path),
        published=revision.signed,
        public_key=text_of(public),
    )
