"""A closed day against its leaves, and leaves against the transfers that are booked."""

from collections.abc import Iterator, Mapping, Sequence

from rewards.ledger.days.closing import Leaves, LedgerDay
from rewards.ledger.days.leaf import leaf, salt_of
from rewards.ledger.days.tree import CHUNK, day_root, hashes_in
from rewards.ledger.invariants import Violation
from rewards.ledger.transfer import Transfer
from rewards.merkle import root


def verify_root(day: LedgerDay) -> list[Violation]:
    """I14: the signed root and size are those of the chunks' roots."""
    head, chunks = day.signed.head, hashes_in(day.roots)
    sentences = {
        f"it is stored under {day.id}": (head.day, head.ends_at) != (day.id, day.ends_at),
        "its root is not that over its chunks": day_root(day.roots).hex() != head.root,
        f"it has {len(chunks)} chunks for {head.size} leaves": -(-head.size // CHUNK)
        != len(chunks),
    }
    return [_i14(head.day, sentence) for sentence, broken in sentences.items() if broken]


def verify_chunk(day: LedgerDay, number: int, chunk: Leaves | None) -> list[Violation]:
    """I14: a chunk of a day is there, whole, and the one that was signed."""
    head = day.signed.head
    if chunk is None:
        return [_i14(head.day, f"chunk {number} of its leaves is missing")]
    hashes = hashes_in(chunk.hashes)
    wanted = min(CHUNK, head.size - number * CHUNK)
    sentences = {
        f"is stored under number {chunk.number} of {chunk.day}": (
            (chunk.day, chunk.number) != (day.id, number)
        ),
        f"has {len(hashes)} leaves, {wanted} were signed": len(hashes) != wanted,
        f"has {len(hashes)} leaves of {len(chunk.ids)} transfers": len(hashes) != len(chunk.ids),
        "has other leaves than were signed": root(hashes) != hashes_in(day.roots)[number],
    }
    return [_i14(chunk.id, sentence) for sentence, broken in sentences.items() if broken]


def verify_leaves(
    day: LedgerDay,
    chunk: Leaves,
    transfers: Mapping[str, Transfer],
    keys: Mapping[str, bytes | None],
) -> list[Violation]:
    """I14: every leaf is a booked transfer, unchanged since. Where the key of an account is erased,
    only that it is booked can be said."""
    return [
        _i14(id_, sentence)
        for id_, hash_ in zip(chunk.ids, hashes_in(chunk.hashes), strict=False)
        for sentence in _wrong(day, id_, hash_, transfers.get(id_), keys)
    ]


def leaf_once(ids: Sequence[str], chunks: Sequence[Leaves]) -> list[Violation]:
    """I14: none of these transfers is a leaf more than once in all these chunks."""
    wanted, seen = set(ids), dict.fromkeys(ids, 0)
    for chunk in chunks:
        for id_ in chunk.ids:
            if id_ in wanted:
                seen[id_] += 1
    return [_i14(id_, f"is a leaf {times} times") for id_, times in seen.items() if times > 1]


def _wrong(
    day: LedgerDay,
    id_: str,
    hash_: bytes,
    transfer: Transfer | None,
    keys: Mapping[str, bytes | None],
) -> Iterator[str]:
    if transfer is None:
        yield f"is a leaf of {day.id} and is not booked"
        return
    if transfer.at >= day.signed.head.ends_at:
        yield f"is a leaf of {day.id} and was booked later"
    if transfer.account not in keys:
        yield f"is a leaf of {day.id}, and {transfer.account} has no salt key"
        return
    key = keys[transfer.account]
    if key is not None and leaf(salt_of(key, id_), transfer) != hash_:
        yield f"is not what it was when {day.id} was closed"


def _i14(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I14", subject=subject, sentence=sentence)
