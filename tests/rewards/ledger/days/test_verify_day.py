"""A day's leaves against its root, and against what is booked."""

from msgspec.structs import replace

from rewards.ledger.days.tree import CHUNK
from rewards.ledger.days.verify_day import leaf_once, verify_chunk, verify_leaves, verify_root
from rewards.ledger.invariants import Violation
from tests.rewards.ledger.days.helpers import SALT_KEY, award, begun, chunks_of, signed_day

ROWS = [award(number) for number in range(CHUNK + 3)]
BOOKED = {row.id: row for row in ROWS}
FULL, CHUNKS = chunks_of(begun(), ROWS)
DAY = signed_day(FULL)
KEYS: dict[str, bytes | None] = {"alice": SALT_KEY}
LAST = CHUNKS[1]


def said(found: list[Violation]) -> list[str]:
    assert all(one.invariant == "I14" for one in found)
    return [f"{one.subject} {one.sentence}" for one in found]


def test_a_day_as_it_was_closed_holds() -> None:
    assert said(verify_root(DAY)) == []
    for number, chunk in enumerate(CHUNKS):
        assert said(verify_chunk(DAY, number, chunk)) == []
        assert said(verify_leaves(DAY, chunk, BOOKED, KEYS)) == []


def test_roots_that_are_not_those_that_were_signed() -> None:
    assert said(verify_root(replace(DAY, roots=DAY.roots[:32]))) == [
        "2026-03-04 its root is not that over its chunks",
        f"2026-03-04 it has 1 chunks for {CHUNK + 3} leaves",
    ]
    assert said(verify_root(replace(DAY, id="2026-03-05"))) == [
        "2026-03-04 it is stored under 2026-03-05"
    ]


def test_a_chunk_that_is_missing_cut_swapped_or_changed() -> None:
    assert said(verify_chunk(DAY, 1, None)) == ["2026-03-04 chunk 1 of its leaves is missing"]
    name = f"{LAST.id} has"
    cut = replace(LAST, hashes=LAST.hashes[:-32], ids=LAST.ids[:-1])
    assert said(verify_chunk(DAY, 1, cut)) == [
        f"{name} 2 leaves, 3 were signed",
        f"{name} other leaves than were signed",
    ]
    assert said(verify_chunk(DAY, 1, replace(LAST, ids=LAST.ids[:-1]))) == [
        f"{name} 3 leaves of 2 transfers"
    ]
    changed = replace(LAST, hashes=b"x" + LAST.hashes[1:])
    assert said(verify_chunk(DAY, 1, changed)) == [f"{name} other leaves than were signed"]
    assert f"{LAST.id} is stored under number 1 of 2026-03-04" in said(verify_chunk(DAY, 0, LAST))


def test_a_transfer_that_was_changed_removed_or_is_of_another_day() -> None:
    first, second, third = LAST.ids
    booked = dict(BOOKED)
    booked[first] = replace(booked[first], amount=1)
    del booked[second]
    booked[third] = replace(booked[third], at=DAY.signed.head.ends_at)
    assert said(verify_leaves(DAY, LAST, booked, KEYS)) == [
        f"{first} is not what it was when 2026-03-04 was closed",
        f"{second} is a leaf of 2026-03-04 and is not booked",
        f"{third} is a leaf of 2026-03-04 and was booked later",
        f"{third} is not what it was when 2026-03-04 was closed",
    ]


def test_two_transfers_that_were_swapped() -> None:
    swapped = replace(LAST, ids=(LAST.ids[1], LAST.ids[0], LAST.ids[2]))
    assert len(verify_leaves(DAY, swapped, BOOKED, KEYS)) == 2


def test_an_erased_key_says_nothing_and_a_missing_one_is_missed() -> None:
    assert said(verify_leaves(DAY, LAST, BOOKED, {"alice": None})) == []
    found = said(verify_leaves(DAY, LAST, BOOKED, {}))
    assert found[0] == f"{LAST.ids[0]} is a leaf of 2026-03-04, and alice has no salt key"
    assert len(found) == 3


def test_a_leaf_that_is_there_twice() -> None:
    assert leaf_once(LAST.ids, CHUNKS) == []
    twice = [*CHUNKS, replace(LAST, id="2026-03-05:000000", ids=LAST.ids[:1])]
    assert said(leaf_once(LAST.ids, twice)) == [f"{LAST.ids[0]} is a leaf 2 times"]
    same = replace(LAST, ids=(LAST.ids[0], LAST.ids[0], LAST.ids[2]))
    assert said(leaf_once(LAST.ids, [same])) == [f"{LAST.ids[0]} is a leaf 2 times"]
