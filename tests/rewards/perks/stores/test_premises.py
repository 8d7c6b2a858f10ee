"""Stores and terminals: opened, closed, opened again, and never more than there may be."""

import msgspec
import pytest

from rewards.economy import StoreNumbers
from rewards.perks.stores.premises import OwnStore, Premises, Terminal
from rewards.perks.stores.refusals import (
    NameTooLong,
    StoreClosed,
    StoreExists,
    StoreUnknown,
    TerminalExists,
    TerminalUnknown,
    TooManyStores,
    TooManyTerminals,
)
from rewards.perks.stores.stores import close_store, open_store
from rewards.perks.stores.terminals import close_terminal, open_terminal
from tests.people import HOUR, NOON, UMBRELLA_KIOSK

NUMBERS = StoreNumbers(stores_max=2, terminals_max=2, name_length_max=10)
LATER = NOON + HOUR


def shop(id_: str = "harbour", **more: str) -> OwnStore:
    said = {"name": "Harbour", "address": "", "opened_by": "k1"} | more
    return OwnStore(id=id_, **said, opened_at=NOON)


def till(id_: str = "till-1", store: str = "harbour", name: str = "") -> Terminal:
    return Terminal(id=id_, store=store, name=name, opened_at=NOON, opened_by="k1")


def premises(*stores: OwnStore, terminals: tuple[Terminal, ...] = ()) -> Premises:
    return Premises(id=UMBRELLA_KIOSK, stores=stores, terminals=terminals)


def closed_store(before: Premises, store: str = "harbour") -> Premises:
    found = close_store(before, store, at=LATER, by="k2")
    assert isinstance(found, tuple)
    return found[0]


def closed_terminal(before: Premises, terminal: str = "till-1") -> Premises:
    found = close_terminal(before, terminal, at=LATER, by="k2")
    assert isinstance(found, tuple)
    return found[0]


def serving(where: Premises) -> list[str]:
    return [each.id for each in where.terminals if where.serves(each)]


def test_a_closed_store_closes_its_terminals_and_opens_them_with_it() -> None:
    here = premises(shop(), shop("hill"), terminals=(till(), till("till-2", "hill")))
    closed = closed_store(here)
    assert serving(closed) == ["till-2"]
    again = open_store(closed, shop(name="New"), numbers=NUMBERS)
    assert isinstance(again, Premises)
    assert serving(again) == ["till-1", "till-2"]
    assert [each.name for each in again.stores] == ["New", "Harbour"]


def test_what_was_closed_by_itself_stays_closed_when_its_store_opens() -> None:
    here = closed_store(closed_terminal(premises(shop(), terminals=(till(),))))
    again = open_store(here, shop(), numbers=NUMBERS)
    assert isinstance(again, Premises)
    assert serving(again) == []


def test_to_close_twice_changes_nothing() -> None:
    here = closed_terminal(closed_store(premises(shop(), terminals=(till(),))))
    assert close_store(here, "harbour", at=LATER + HOUR, by="k3") == (here, here.stores[0])
    assert close_terminal(here, "till-1", at=LATER + HOUR, by="k3") == (here, here.terminals[0])
    for each in (here.stores[0], here.terminals[0]):
        assert (each.opened_by, each.closed_at, each.closed_by) == ("k1", LATER, "k2")


def test_what_opens_again_was_opened_by_who_did_so_last() -> None:
    here = closed_store(closed_terminal(premises(shop(), terminals=(till(),))))
    again = open_store(here, shop(opened_by="k4"), numbers=NUMBERS)
    assert isinstance(again, Premises)
    [store] = again.stores
    assert (store.opened_by, store.closed_at, store.closed_by) == ("k4", None, None)
    assert again.terminals == here.terminals


@pytest.mark.parametrize("where", [None, premises(), premises(shop("hill"))])
def test_nobody_closes_or_fills_what_is_not_there(where: Premises | None) -> None:
    assert close_store(where, "harbour", at=NOON, by="k2") == StoreUnknown()
    assert close_terminal(where, "till-1", at=NOON, by="k2") == TerminalUnknown()
    assert open_terminal(where, till(), numbers=NUMBERS) == StoreUnknown()


def test_a_word_stands_for_one_thing_that_is_open() -> None:
    here = premises(shop(), shop("hill"), terminals=(till(),))
    assert open_store(here, shop(), numbers=NUMBERS) == StoreExists(store="harbour")
    for store in ("harbour", "hill"):
        taken = open_terminal(here, till(store=store), numbers=NUMBERS)
        assert taken == TerminalExists(terminal="till-1")


def test_a_terminal_that_serves_nobody_moves_to_another_store() -> None:
    here = premises(shop(), shop("hill"), terminals=(till(),))
    for before in (closed_terminal(here), closed_store(here)):
        moved = open_terminal(before, till(store="hill"), numbers=NUMBERS)
        assert isinstance(moved, Premises)
        assert moved.terminals == (till(store="hill"),)
        assert serving(moved) == ["till-1"]


def test_nothing_opens_in_a_closed_store() -> None:
    here = closed_store(premises(shop()))
    assert open_terminal(here, till(), numbers=NUMBERS) == StoreClosed(store="harbour")


def test_there_are_so_many_and_what_is_closed_counts() -> None:
    here = closed_store(premises(shop(), shop("hill"), terminals=(till(), till("till-2"))))
    assert open_store(here, shop("quay"), numbers=NUMBERS) == TooManyStores(stores_max=2)
    again = open_store(here, shop(), numbers=NUMBERS)
    assert isinstance(again, Premises)
    more = open_terminal(again, till("till-3"), numbers=NUMBERS)
    assert more == TooManyTerminals(terminals_max=2)


@pytest.mark.parametrize(("length", "fits"), [(10, True), (11, False)])
def test_a_name_fits_on_a_line(length: int, fits: bool) -> None:
    here, long, no = premises(shop()), "x" * length, NameTooLong(most=10)
    opened = [
        open_store(here, shop("hill", name=long), numbers=NUMBERS),
        open_store(here, shop("hill", address=long), numbers=NUMBERS),
        open_terminal(here, till(name=long), numbers=NUMBERS),
    ]
    assert [each == no for each in opened] == [not fits] * 3


def test_it_is_read_back_as_it_was() -> None:
    here = closed_store(premises(shop(), terminals=(till(),)))
    assert msgspec.json.decode(msgspec.json.encode(here), type=Premises) == here
