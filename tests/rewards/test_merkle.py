"""The tree is the RFC's, and a proof proves one leaf in one place and nothing else."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.merkle import SALT_BYTES, inclusion_proof, is_included, leaf_hash, root, salted

# The inputs and roots that implementations of Certificate Transparency test themselves with.
DATA = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [leaf_hash(data) for data in DATA]
LISTS = st.lists(st.binary(max_size=8).map(leaf_hash), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_known_trees(size):
    assert root(LEAVES[:size]).hex() == ROOTS[size]


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word: split at the largest power of two below the size."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = by_definition(leaves[:split]), by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(LISTS)
def test_the_root_is_that_of_the_definition(leaves):
    assert root(leaves) == by_definition(leaves)


def path_by_definition(leaves: list[bytes], index: int) -> list[bytes]:
    """RFC 6962, 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*path_by_definition(left, index), by_definition(right)]
    return [*path_by_definition(right, index - split), by_definition(left)]


@given(LISTS)
def test_every_leaf_is_proved_where_it_is_and_the_path_is_that_of_the_definition(leaves):
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)
        assert list(proof) == path_by_definition(leaves, index)
        assert is_included(leaf, index=index, size=len(leaves), proof=proof, expected=root(leaves))


def proved(*, leaf=LEAVES[4], index=4, size=7, proof=None, expected=None) -> bool:
    """The fifth of seven leaves, or what a forger makes of it."""
    good = inclusion_proof(LEAVES[:7], 4)
    return is_included(
        leaf,
        index=index,
        size=size,
        proof=good if proof is None else proof(good),
        expected=root(LEAVES[:7]) if expected is None else expected,
    )


def test_a_sound_proof_is_taken():
    assert proved()


@pytest.mark.parametrize(
    "forged",
    [
        {"leaf": LEAVES[3]},
        {"leaf": b""},
        {"index": 3},
        {"index": 5},
        {"index": 7},
        {"index": -1},
        {"size": 4},
        {"size": 0},
        {"size": 16},
        {"expected": root(LEAVES)},
        {"expected": b""},
        {"proof": lambda good: ()},
        {"proof": lambda good: good[:-1]},
        {"proof": lambda good: (*good, LEAVES[0])},
        {"proof": lambda good: good[::-1]},
        {"proof": lambda good: (LEAVES[0], *good[1:])},
    ],
)
def test_anything_else_is_not(forged):
    assert not proved(**forged)


@given(LISTS, st.data())
def test_no_leaf_is_proved_in_the_place_of_another(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)
    taken = is_included(
        leaves[index], index=other, size=len(leaves), proof=proof, expected=root(leaves)
    )
    # Equal leaves in mirrored places have equal paths: then the claim is true.
    assert not taken or leaves[index] == leaves[other]


def test_a_node_is_no_leaf():
    pair = hashlib.sha256(b"\x01" + LEAVES[0] + LEAVES[1]).digest()
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != pair


def test_a_salt_hides_the_content_and_has_one_length():
    one, other = b"a" * SALT_BYTES, b"b" * SALT_BYTES
    assert salted(one, b"guess") != salted(other, b"guess")
    assert salted(one, b"guess") == leaf_hash(one + b"guess")


@pytest.mark.parametrize("length", [0, 1, SALT_BYTES - 1, SALT_BYTES + 1, 64])
def test_another_length_is_an_error(length):
    with pytest.raises(ValueError, match="a salt has 16 bytes"):
        salted(b"a" * length, b"guess")


@pytest.mark.parametrize("index", [-1, 8, 99])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index):
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES, index)
