"""A tree in chunks is the tree: same root, and paths that lead to it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger.days import tree
from rewards.ledger.days.tree import CHUNK, day_root, hashes_in, joined, path_of
from rewards.merkle import inclusion_proof, is_included, root


def hashes(count: int) -> list[bytes]:
    return [hashlib.sha256(b"%d" % number).digest() for number in range(count)]


def chunked(leaves: list[bytes], size: int) -> list[bytes]:
    return [joined(leaves[start : start + size]) for start in range(0, len(leaves), size)]


def roots(chunks: list[bytes]) -> bytes:
    return joined([root(hashes_in(chunk)) for chunk in chunks])


@given(st.integers(0, 70), st.sampled_from([1, 2, 4, 8, 16]))
def test_the_root_over_chunks_is_the_root_over_all(count: int, size: int) -> None:
    leaves = hashes(count)
    assert day_root(roots(chunked(leaves, size))) == root(leaves)


@given(st.data(), st.integers(1, 70), st.sampled_from([1, 2, 4, 8, 16]))
def test_a_path_through_chunks_is_the_path(data: st.DataObject, count: int, size: int) -> None:
    leaves, index = hashes(count), data.draw(st.integers(0, count - 1))
    chunks = chunked(leaves, size)
    number, place = divmod(index, size)
    path = path_of(chunks[number], place, roots(chunks), number)
    assert path == inclusion_proof(leaves, index)
    expected = root(leaves)
    assert is_included(leaves[index], index=index, size=count, proof=path, expected=expected)


@pytest.mark.parametrize("count", [CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 4 * CHUNK + 1])
def test_at_the_size_that_is_used(count: int) -> None:
    leaves = hashes(count)
    chunks = chunked(leaves, CHUNK)
    assert day_root(roots(chunks)) == root(leaves)
    number, place = divmod(count - 1, CHUNK)
    assert path_of(chunks[number], place, roots(chunks), number) == inclusion_proof(
        leaves, count - 1
    )


def test_a_chunk_is_a_node_of_the_tree() -> None:
    assert tree.CHUNK & (tree.CHUNK - 1) == 0


@given(st.lists(st.binary(min_size=32, max_size=32)))
def test_a_run_of_hashes_is_read_as_it_was_written(leaves: list[bytes]) -> None:
    assert list(hashes_in(joined(leaves))) == leaves


def test_a_run_that_was_cut_is_none() -> None:
    with pytest.raises(ValueError, match="33 bytes are not hashes of 32"):
        hashes_in(b"x" * 33)
