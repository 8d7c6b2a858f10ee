"""Names that could be taken for somebody else's, refused words, and names that are hidden."""

import msgspec
import pytest

from service.members.display_name import NameRefused, ScriptsMixed, display_name
from service.members.hide_name import NoName, hide_name, shown_name, still_hidden
from service.members.member import Member
from service.members.refused_words import has_refused_word
from service.members.scripts import may_be_mixed, scripts_of
from service.members.states import State
from tests.people import ALICE, DAY, NOON

MEMBER = Member(
    id=ALICE.member,
    account=ALICE.account,
    contact_hash="0" * 64,
    display_name="Alice",
    created_at=NOON,
    state=State.ACTIVE,
    state_at=NOON,
)


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("Al\u0456ce", ("CYRILLIC", "LATIN")),
        ("\u0410lice", ("CYRILLIC", "LATIN")),
        ("\u0391lice", ("GREEK", "LATIN")),
        ("Иван\u03bf", ("CYRILLIC", "GREEK")),
        ("Иван Alice", ("CYRILLIC", "LATIN")),
        ("한글かな", ("HANGUL", "HIRAGANA")),
        ("עבר العر A", ("ARABIC", "HEBREW", "LATIN")),
    ],
)
def test_scripts_that_look_alike_are_not_mixed(name, scripts):
    assert display_name(name) == ScriptsMixed(scripts=scripts)


@pytest.mark.parametrize(
    "name",
    [
        "Иван",
        "Αλίκη",
        "Alice 王",
        "王小明 3",
        "カタカナ と 漢字 ABC",
        "コーヒー",
        "김철수 Kim",
        "अमित Amit",
        "العربية",
        "Zoë d'Été",
        "Alice \U0001f331",
        "No. 1",
    ],
)
def test_names_that_people_have_are_names(name):
    assert display_name(name) == name


def test_what_is_no_letter_is_of_no_script():
    assert scripts_of("1 2 _ \u0301 \u00aa") == ()
    assert may_be_mixed(())


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "the admin",
        "ADMIN!",
        "adm!n",
        "4dm1n",
        "a d m i n",
        "a.d.m.i.n",
        "\u0430dmin",
        "ádmin",
    ],
)
def test_a_refused_word_is_seen_through_its_spelling(name):
    assert has_refused_word(name, ("admin",))
    assert display_name("the admin", ("admin",)) == NameRefused()


@pytest.mark.parametrize("name", ["Administer", "Badmin", "Ad Min Ho", "Alice", "1", "!!"])
def test_an_innocent_word_that_holds_one_is_innocent(name):
    assert not has_refused_word(name, ("admin",))


def test_a_word_of_signs_alone_refuses_nothing():
    assert not has_refused_word("Alice", ("--",))


def test_a_hidden_name_is_shown_to_nobody_until_there_is_another():
    hidden = hide_name(MEMBER, at=NOON)
    assert isinstance(hidden, Member)
    assert (shown_name(MEMBER), shown_name(hidden)) == ("Alice", "")
    assert hide_name(hidden, at=NOON + DAY) == hidden
    assert still_hidden(hidden, "ALICE") == NOON
    assert still_hidden(hidden, "Alba") is None


def test_nothing_is_hidden_of_who_has_no_name():
    nameless = msgspec.structs.replace(MEMBER, display_name="")
    assert hide_name(nameless, at=NOON) == NoName()
