"""I10 and I14: a published score follows from what it was made of, and stands under its root."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rewards.economy import ScoreNumbers
from rewards.ledger.days.head import BEFORE_THE_FIRST
from rewards.ledger.days.tree import CHUNK, day_root, hashes_in
from rewards.ledger.invariants import Violation
from rewards.merkle import root
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.cycles.head import ScoresHead, hash_of_head
from rewards.score.cycles.proof import verify_signature
from rewards.score.cycles.revision import Revision, ScoreLeaves
from rewards.score.evidence import Evidence
from rewards.score.score import score


def facts_of(said: Score) -> tuple[Evidence, ...]:
    """The evidence that a score names, as it stood."""
    return tuple(
        Evidence(
            id=item.evidence, kind=line.kind, at=item.at, source=item.source, status=item.status
        )
        for part in said.parts
        for line in part.lines
        for item in line.items
    )


def reproduce(
    subject: str,
    said: Score | NotAvailable | None,
    facts: Iterable[Evidence],
    *,
    active_days: int,
    last: Last | None,
    cut_off: datetime,
    numbers: ScoreNumbers,
) -> list[Violation]:
    """I10: what was published is what the pure function answers, to the last item."""
    known = facts_of(said) if isinstance(said, Score) else tuple(facts)
    found = score(known, active_days=active_days, at=cut_off, numbers=numbers, last=last)
    if found == said:
        return []
    return [_i10(subject, f"it says {_short(said)}, its evidence says {_short(found)}")]


def _short(said: Score | NotAvailable | None) -> str:
    if said is None:
        return "nothing"
    if isinstance(said, NotAvailable):
        return f"that there is no score from {said.evidence} pieces and {said.active_days} days"
    parts = " ".join(f"{part.name} {part.points}" for part in said.parts)
    return f"{said.value} ({parts}, cushion {said.cushion.points if said.cushion else 0})"


def follows_last(subject: str, last: Last | None, published: Last | None) -> list[Violation]:
    """I10: the score that the cushion is measured from is the one that was published before."""
    if last == published:
        return []
    return [_i10(subject, f"its cushion is measured from {_last(last)}, not {_last(published)}")]


def _last(last: Last | None) -> str:
    return "nothing" if last is None else f"{last.value} at {last.at.isoformat()}"


def verify_revision(
    revision: Revision, before: ScoresHead | None, keys: Mapping[str, bytes] | None
) -> list[Violation]:
    """I14: what was signed is what is stored, and names the publication before. Without `keys`, the
    public keys by id, signatures are not looked at."""
    if revision.signed is None:
        return [_i14(revision, "is published and not signed")]
    head, scheme = revision.signed.head, revision.numbers.scheme
    named = BEFORE_THE_FIRST if before is None else hash_of_head(before)
    sentences = {
        "signs another cycle, revision or cut-off": (
            (head.cycle, head.revision, head.cut_off)
            != (revision.cycle, revision.revision, revision.cut_off)
        ),
        "signs another scheme": (head.scheme, head.scheme_version) != (scheme.id, scheme.version),
        "signs another reason": head.reason != revision.reason,
        "does not name the publication before it": head.previous != named,
        "has a root that is not that over its chunks": day_root(revision.roots).hex() != head.root,
        f"has {revision.size} leaves, {head.size} were signed": revision.size != head.size,
        "has other chunks than leaves": (
            -(-revision.size // CHUNK) != len(hashes_in(revision.roots))
        ),
    }
    found = [_i14(revision, sentence) for sentence, broken in sentences.items() if broken]
    wrong = [] if keys is None else verify_signature(revision.signed, keys)
    return found + [_i14(revision, sentence) for sentence in wrong]


def verify_leaves(revision: Revision, number: int, chunk: ScoreLeaves | None) -> list[Violation]:
    """I14: a chunk of leaves is there, whole, and the one that was signed."""
    if chunk is None:
        return [_i14(revision, f"lacks chunk {number} of its leaves")]
    hashes = hashes_in(chunk.hashes)
    wanted = min(CHUNK, revision.size - number * CHUNK)
    sentences = {
        f"has {len(hashes)} leaves in chunk {number}, {wanted} were signed": len(hashes) != wanted,
        f"has {len(chunk.accounts)} accounts in chunk {number}": len(chunk.accounts) != wanted,
        f"has other leaves in chunk {number} than were signed": (
            root(hashes) != hashes_in(revision.roots)[number]
        ),
    }
    return [_i14(revision, sentence) for sentence, broken in sentences.items() if broken]


def same_leaves(
    revision: Revision, chunk: ScoreLeaves, wanted: Sequence[tuple[str, bytes | None]]
) -> list[Violation]:
    """I14: each leaf is that of a snapshot, in order. Where the key of an account is erased, only
    that it is there can be said."""
    if tuple(account for account, _ in wanted) != chunk.accounts:
        return [_i14(revision, f"has other accounts in chunk {chunk.number} than snapshots")]
    return [
        _i14(revision, f"has another score of {account} than was signed")
        for (account, leaf), hash_ in zip(wanted, hashes_in(chunk.hashes), strict=False)
        if leaf is not None and leaf != hash_
    ]


def _i10(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I10", subject=subject, sentence=sentence)


def _i14(revision: Revision, sentence: str) -> Violation:
    return Violation(invariant="I14", subject=revision.id, sentence=sentence)
