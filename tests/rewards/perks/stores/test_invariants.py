"""I3 of rings: every key that opens something is counted, once, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rewards.economy import StoreNumbers
from rewards.perks.stores.invariants import GivenKey, ring_names_keys
from rewards.perks.stores.key_ring import HeldKey, KeyRing, with_key, without_key
from tests.people import DAY, HOUR, MS, NOON, UMBRELLA_KIOSK

MANY = StoreNumbers(keys_max=1_000)
KEY = GivenKey(id="a", given_at=NOON, ends_at=None, revoked=False)
SHORT = replace(KEY, id="b", ends_at=NOON + DAY)
RING = KeyRing(id=UMBRELLA_KIOSK, keys=(HeldKey(id="a"), HeldKey(id="b", ends_at=NOON + DAY)))


def wrong(ring: KeyRing | None, *keys: GivenKey) -> list[str]:
    found = ring_names_keys(UMBRELLA_KIOSK, ring, keys)
    assert {(each.invariant, each.subject) for each in found} <= {
        ("I3", f"key_ring:{UMBRELLA_KIOSK}")
    }
    return [each.sentence for each in found]


def test_a_ring_of_what_there_is_holds() -> None:
    assert wrong(RING, KEY, SHORT, replace(KEY, id="c", revoked=True)) == []
    assert wrong(None) == wrong(None, replace(KEY, revoked=True)) == []


@pytest.mark.parametrize(
    ("ring", "keys", "sentence"),
    [
        (RING, [KEY], "names b, which was never given to it"),
        (RING, [KEY, replace(SHORT, revoked=True)], "names b, which is revoked"),
        (RING, [KEY, SHORT, replace(KEY, id="c")], "does not name c, which opens something"),
        (None, [KEY], "does not name a, which opens something"),
        (
            RING,
            [KEY, replace(SHORT, ends_at=None)],
            "ends b at 2026-03-05T12:00:00+00:00, the key itself at no time",
        ),
        (replace(RING, keys=(*RING.keys, RING.keys[0])), [KEY, SHORT], "names a key twice"),
    ],
)
def test_what_is_not_counted_rightly_is_found(
    ring: KeyRing | None, keys: list[GivenKey], sentence: str
) -> None:
    assert wrong(ring, *keys) == [sentence]


def test_one_that_has_ended_comes_off_with_the_next_that_is_given() -> None:
    ring, later = replace(RING, keys=(HeldKey(id="c"),)), replace(KEY, id="c", given_at=NOON + DAY)
    assert wrong(ring, SHORT, later) == []
    sooner = replace(later, given_at=NOON + DAY - MS)
    assert wrong(ring, SHORT, sooner) == ["does not name b, which opens something"]


STEPS = st.lists(
    st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(1, 5)), st.booleans()),
    max_size=20,
)


@given(STEPS)
def test_whatever_is_given_and_ended_holds_all_along(
    steps: list[tuple[int, int | None, bool]],
) -> None:
    ring, keys, at = KeyRing(id=UMBRELLA_KIOSK), dict[str, GivenKey](), NOON
    for number, (hours, lives, ends_one) in enumerate(steps):
        at += hours * HOUR
        if ends_one and keys:
            last = list(keys)[-1]
            keys[last] = replace(keys[last], revoked=True)
            ring = without_key(ring, last)
        else:
            key = GivenKey(
                id=str(number),
                given_at=at,
                ends_at=at + lives * HOUR if lives else None,
                revoked=False,
            )
            after = with_key(ring, HeldKey(id=key.id, ends_at=key.ends_at), at=at, numbers=MANY)
            assert isinstance(after, KeyRing)
            ring, keys[key.id] = after, key
        assert wrong(ring, *keys.values()) == []
