"""Merkle trees as in RFC 6962, section 2.1, over SHA-256: one root for many secrets.

Leaves are salted: whoever sees a leaf's hash can only guess its content with the salt, and losing
the salt makes the leaf say nothing, while the root stays true. All hashes are 32 bytes.
"""

import hashlib
from collections.abc import Sequence

SALT_BYTES = 16
"""Length of every salt, so that salt and content cannot be read in two ways."""

_LEAF, _NODE = b"\x00", b"\x01"


def salted(salt: bytes, content: bytes) -> bytes:
    """Hash of the leaf `salt || content`. ValueError unless the salt has `SALT_BYTES` bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return leaf_hash(salt + content)


def leaf_hash(data: bytes) -> bytes:
    """`SHA-256(0x00 || data)`."""
    return hashlib.sha256(_LEAF + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Merkle tree hash over leaf hashes, in this order; `SHA-256()` if there are none."""
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Audit path of the leaf at `index`, from its sibling up. IndexError if there is none."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"there is no leaf {index} among {len(leaves)}")
    path: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        if (sibling := index ^ 1) < len(level):
            path.append(level[sibling])
        level, index = _above(level), index // 2
    return tuple(path)


def is_included(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], expected: bytes
) -> bool:
    """True if `proof` shows that leaf hash `leaf` is at `index` of the `size` leaves under a root.

    `expected` is that root. Too short, too long, or for another place is False, never an error.
    """
    if not 0 <= index < size:
        return False
    path, last, reached = iter(proof), size - 1, leaf
    while last:
        # A node at the end of an odd level has no sibling: it stands one level up as it is.
        if index % 2 or index < last:
            sibling = next(path, None)
            if sibling is None:
                return False
            reached = _node(sibling, reached) if index % 2 else _node(reached, sibling)
        index, last = index // 2, last // 2
    return next(path, None) is None and reached == expected


def _above(level: list[bytes]) -> list[bytes]:
    """The level above: pairs hashed; an odd last node moves up unchanged.

    This is the RFC's split at the largest power of two, read from below.
    """
    pairs = [_node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
