"""A ring of keys: so many, those that ended by themselves left out."""

from rewards.economy import StoreNumbers
from rewards.perks.stores.key_ring import HeldKey, KeyRing, with_key, without_key
from rewards.perks.stores.refusals import TooManyKeys
from tests.people import DAY, MS, NOON, UMBRELLA_KIOSK

NUMBERS = StoreNumbers(keys_max=2)
LASTING, SHORT, MORE = HeldKey(id="a"), HeldKey(id="b", ends_at=NOON + DAY), HeldKey(id="c")
FULL = KeyRing(id=UMBRELLA_KIOSK, keys=(LASTING, SHORT))


def test_there_are_so_many_until_one_is_ended() -> None:
    assert with_key(FULL, MORE, at=NOON, numbers=NUMBERS) == TooManyKeys(keys_max=2)
    room = without_key(FULL, "a")
    after = with_key(room, MORE, at=NOON, numbers=NUMBERS)
    assert after == KeyRing(id=UMBRELLA_KIOSK, keys=(SHORT, MORE))


def test_a_key_that_has_ended_by_itself_makes_room() -> None:
    last = NOON + DAY - MS
    assert with_key(FULL, MORE, at=last, numbers=NUMBERS) == TooManyKeys(keys_max=2)
    after = with_key(FULL, MORE, at=NOON + DAY, numbers=NUMBERS)
    assert after == KeyRing(id=UMBRELLA_KIOSK, keys=(LASTING, MORE))


def test_what_is_not_on_it_changes_nothing() -> None:
    assert without_key(FULL, "c") is FULL
