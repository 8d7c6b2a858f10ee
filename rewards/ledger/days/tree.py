"""The tree of a day in chunks, so that no day is too large to close or to prove from.

Every chunk but the last has `CHUNK` leaves, a power of two: so its root is a node of the day's
tree, and the day's root is the root over the chunks' roots. Hashes stand in one run of bytes.
"""

from collections.abc import Sequence

from rewards.merkle import inclusion_proof, root

CHUNK = 1024
HASH_BYTES = 32


def joined(hashes: Sequence[bytes]) -> bytes:
    """Hashes as one run of bytes."""
    return b"".join(hashes)


def hashes_in(run: bytes) -> tuple[bytes, ...]:
    """The hashes of a run. ValueError if it is not made of whole ones."""
    if len(run) % HASH_BYTES:
        raise ValueError(f"{len(run)} bytes are not hashes of {HASH_BYTES}")
    return tuple(run[at : at + HASH_BYTES] for at in range(0, len(run), HASH_BYTES))


def day_root(chunk_roots: bytes) -> bytes:
    """The root of a day from the roots of its chunks; that of the empty tree if it has none."""
    return root(hashes_in(chunk_roots))


def path_of(leaves: bytes, place: int, chunk_roots: bytes, number: int) -> tuple[bytes, ...]:
    """The audit path of the leaf at `place` of the chunk with this number, from its sibling up."""
    return (
        *inclusion_proof(hashes_in(leaves), place),
        *inclusion_proof(hashes_in(chunk_roots), number),
    )
