"""Which terminal something happens at, by the key and by what is named."""

import pytest

from rewards.perks.stores.premises import Premises
from rewards.perks.stores.refusals import (
    KeyOfAnotherTerminal,
    KeyOfClosedTerminal,
    TerminalClosed,
    TerminalUnknown,
)
from rewards.perks.stores.till import (
    at_till,
    may_be_named,
    may_work,
    must_serve,
    to_choose_from,
)
from rewards.refusal import Refusal
from tests.people import UMBRELLA_KIOSK
from tests.rewards.perks.stores.test_premises import (
    closed_store,
    closed_terminal,
    premises,
    shop,
    till,
)

TWO = premises(shop(), shop("hill"), terminals=(till(), till("till-2", "hill")))
NONE = (None, Premises(id=UMBRELLA_KIOSK), premises(shop()))
SHUT = closed_terminal(TWO)
ALL_SHUT = closed_store(SHUT, "hill")


@pytest.mark.parametrize("where", NONE)
@pytest.mark.parametrize("word", ["", "box-7", "any word at all"])
def test_who_has_opened_no_terminal_names_any(where: Premises | None, word: str) -> None:
    assert at_till(where, key_for="", named=word) == word
    assert may_be_named(where, word) is None


@pytest.mark.parametrize(
    ("where", "word", "found"),
    [
        (TWO, "till-1", "till-1"),
        (TWO, "", ""),
        (TWO, "till-3", TerminalUnknown()),
        (TWO, "TILL-1", TerminalUnknown()),
        (SHUT, "till-1", TerminalClosed(terminal="till-1")),
        (SHUT, "till-2", "till-2"),
        (ALL_SHUT, "till-2", TerminalClosed(terminal="till-2")),
        (ALL_SHUT, "box-7", TerminalUnknown()),
    ],
)
def test_who_has_opened_one_names_an_open_one(
    where: Premises, word: str, found: str | Refusal
) -> None:
    assert at_till(where, key_for="", named=word) == found


@pytest.mark.parametrize("where", [*NONE, TWO, SHUT, ALL_SHUT])
def test_what_can_be_chosen_is_what_may_be_named(where: Premises | None) -> None:
    """A form that offers these is never refused, and leaves none out."""
    words = ("till-1", "till-2", "till-3")
    named = [word for word in words if may_be_named(where, word) is None]
    found = to_choose_from(where)
    assert named == (list(words) if found is None else [each.id for each in found])


@pytest.mark.parametrize("where", [*NONE, TWO])
def test_a_key_for_one_says_where_it_is_and_names_no_other(where: Premises | None) -> None:
    for named in ("", "till-1"):
        assert at_till(where, key_for="till-1", named=named) == "till-1"
    other = at_till(where, key_for="till-1", named="till-2")
    assert other == KeyOfAnotherTerminal(terminal="till-1")


def test_a_key_opens_nothing_while_its_terminal_is_closed() -> None:
    assert may_work(TWO, "till-1") is None
    for where in (SHUT, closed_store(TWO)):
        assert may_work(where, "till-1") == KeyOfClosedTerminal(terminal="till-1")
    assert may_work(SHUT, "till-2") is None
    assert may_work(SHUT, "") is None
    assert may_work(None, "till-1") is None


@pytest.mark.parametrize("where", NONE)
def test_a_key_is_given_for_what_there_is(where: Premises | None) -> None:
    assert must_serve(where, "till-1") == TerminalUnknown()
    assert must_serve(TWO, "till-1") is None
    assert must_serve(SHUT, "till-1") == TerminalClosed(terminal="till-1")
