"""A revision of a cycle: begun, filled with snapshots, filled with leaves, published.

Whoever looks finds in one document how far it has come, so it can be cut anywhere and continued by
anybody. What it is worked out with is in it as well, so that it stays what it was whatever becomes
of the programme meanwhile.
"""

import msgspec

from rewards.calendar import Instant
from rewards.economy import ScoreNumbers
from rewards.ledger.days.head import BEFORE_THE_FIRST
from rewards.ledger.days.tree import CHUNK, day_root
from rewards.score.cycles.head import ScoresHead, SignedScores, hash_of_head

FIRST = 1


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A revision that was in force before another one."""

    cycle: str
    revision: int
    cut_off: Instant


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of a cycle, published since `published_at`, or not yet.

    `zone` and `numbers` are those of version `programme` of the programme. Cushions are measured
    from the scores of the revision `before`, the one in force when the cycle began; a correction
    has that of the first. `roots` are those of the chunks of `size` leaves, `place` is the last
    account among them. Given up at `dropped_at`, if a later cycle was published first.
    """

    id: str
    cycle: str
    revision: int
    cut_off: Instant
    programme: int
    zone: str
    numbers: ScoreNumbers
    begun_at: Instant
    before: Earlier | None = None
    reason: str = ""
    roots: bytes = b""
    size: int = 0
    place: str = ""
    signed: SignedScores | None = None
    published_at: Instant | None = None
    dropped_at: Instant | None = None
    version: int = 1

    @property
    def is_filling(self) -> bool:
        """Whether snapshots may still be added: no leaf is there yet."""
        return not self.size and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it is still to be published."""
        return self.published_at is None and self.dropped_at is None


class ScoreLeaves(msgspec.Struct, frozen=True, kw_only=True):
    """A chunk of the leaves of a revision: accounts in order of id, and their hashes in one run.

    `first` is the first account. It stays as it is whatever is erased elsewhere.
    """

    id: str
    of: str
    number: int
    first: str
    accounts: tuple[str, ...]
    hashes: bytes


def revision_id(cycle: str, revision: int) -> str:
    """`<cycle>:<revision>`; in order of id they are in order of revision."""
    return f"{cycle}:{revision:04d}"


def leaves_id(revision: Revision, number: int) -> str:
    """`<cycle>:<revision>:<number>`, in order of number."""
    return f"{revision.id}:{number:06d}"


def snapshot_id(cycle: str, revision: int, account: str) -> str:
    """Where the score of an account in a revision is."""
    return f"{cycle}:{revision}:{account}"


def number_of(revision: Revision) -> int:
    """The number of its next chunk of leaves."""
    return revision.size // CHUNK


def with_leaves(revision: Revision, chunk_root: bytes, accounts: tuple[str, ...]) -> Revision:
    """With one more chunk. ValueError if the one before was not full: then it was the last."""
    if revision.size % CHUNK or not 1 <= len(accounts) <= CHUNK:
        raise ValueError(f"{revision.id} has {revision.size} leaves: no {len(accounts)} follow")
    return msgspec.structs.replace(
        revision,
        roots=revision.roots + chunk_root,
        size=revision.size + len(accounts),
        place=accounts[-1],
    )


def head_of(
    revision: Revision, *, published_at: Instant, before: ScoresHead | None, key: str
) -> ScoresHead:
    """What is to be signed once there is no more leaf; `before` is the head published last."""
    scheme = revision.numbers.scheme
    return ScoresHead(
        cycle=revision.cycle,
        revision=revision.revision,
        cut_off=revision.cut_off,
        published_at=published_at,
        scheme=scheme.id,
        scheme_version=scheme.version,
        size=revision.size,
        root=day_root(revision.roots).hex(),
        reason=revision.reason,
        previous=BEFORE_THE_FIRST if before is None else hash_of_head(before),
        key=key,
    )
