"""How a perk stands, in words: every reason, what would change it, from when on, and its terms."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.terms.window import Window
from service.http.me.list_perks import MyPerk
from service.http.me.perk_reason import Reason, ReasonCode
from service.language.languages import Language
from service.pages.member.names import Names
from service.pages.member.perks.show import grouped
from service.pages.member.perks.stands import Stands
from service.pages.member.told import Given
from service.pages.page import templates
from service.programme.translations import in_language
from service.programme_demo import DEMO
from tests.people import NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

ZONE = "Asia/Shanghai"
VALUES = {
    "level": "sapling",
    "missing": 160,
    "wanted": 2_050,
    "used": 4_000,
    "limit": 5_000,
    "rentals": 10,
    "most": 10,
    "stock": 3,
    "until": "4 March",
    "opens_at": "4 March",
    "free_at": "4 March",
}


def names(language: str = "en") -> Names:
    def say(text: str) -> str:
        return in_language(DEMO.translations, Language(language), text)

    return Names(DEMO, say, language)


def mine(**said: Any) -> MyPerk:
    known: dict[str, Any] = {
        "id": "umbrella",
        "kind": PerkKind.DEPOSIT_WAIVER,
        "context": Context.DEPOSIT,
        "title": "An umbrella",
        "terms": "Bring it back.",
        "outside_terms": "",
        "merchants": (UMBRELLA_KIOSK,),
        "answer": "no",
        "reasons": (),
    }
    return MyPerk(**(known | said))


def says(macro: str, *args: Any, language: str = "en", of: str = "parts") -> str:
    """What a macro of the perks' templates says, without its tags."""
    template = templates(language).get_template(f"member/perks/{of}.html")
    module = template.make_module({"zone": ZONE, "now": NOON})
    text = str(getattr(module, macro)(*args)).replace("&#39;", "'")
    return " ".join(text.replace("</p>", " ").replace("</dt>", ": ").split())


def plain(text: str) -> str:
    """Without tags."""
    return " ".join("".join(each.rpartition(">")[2] for each in text.split("<")).split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_says_what_is_missing_and_what_would_change_it(
    code: ReasonCode, language: Language
) -> None:
    stands = Stands(perk=mine(), reasons=((code, Given(VALUES)),))
    missing = plain(says("standing", stands, names(language), language=language))
    change = plain(says("change", code, Given(VALUES), True, language=language))
    unknown = plain(says("standing", Stands(perk=mine(), reasons=(("new", Given()),)), names()))
    assert unknown == "New."
    for text in (missing, change):
        assert len(text) > 4
        assert not [each for each in ("None", "{", "new", code.value) if each in text], text


def test_what_would_change_it_goes_by_what_the_member_has() -> None:
    score, line = "score_missing", "line_full"
    assert says("change", score, Given(), False) == "A score that you ask for."
    assert says("change", score, Given(), True) == "Your first published score."
    assert says("change", line, Given(used=0), True).startswith("A higher level")
    assert says("change", line, Given(used=1), True).startswith("Bringing back")
    assert 'href="/member/score/what-if"' in says("leads", line, Given(used=0), True)
    assert 'href="/member/rentals"' in says("leads", line, Given(used=1), True)
    assert says("leads", "closed_now", Given(), True) == ""


def test_the_earliest_date_is_in_the_zone_and_the_language_of_the_member() -> None:
    perk = mine(earliest=NOON + timedelta(hours=10))
    assert NOON.isoformat().startswith("2026-03-04T12:00")
    assert says("earliest", perk) == "At the earliest: 5 March, 06:00, by itself."
    assert "3\u67085\u65e5 06:00" in says("earliest", perk, language="zh-CN")
    assert says("earliest", mine()) == "No date: time alone does not open it."


def test_what_does_not_fit_is_told_in_money() -> None:
    stands = Stands(perk=mine(), reasons=(("line_full", Given(VALUES)),))
    assert "A deposit of €20.50 does not fit: €40.00 of €50.00" in says("standing", stands, names())


def test_what_can_be_had_is_counted_and_what_cannot_is_not() -> None:
    had = {"uses_left": 1, "stock_left": 1_200, "level": "sprout"}
    open_ = plain(says("standing", Stands(perk=mine(answer="yes", **had), reasons=()), names()))
    assert open_ == (
        "Level Sprout: reached. Times that you can have it now: 1. Left for everybody: 1,200."
    )
    assert says("standing", Stands(perk=mine(**had), reasons=()), names()) == ""


def test_open_perks_come_first_and_a_group_of_none_is_not_there() -> None:
    some = [Stands(perk=mine(id=answer, answer=answer), reasons=()) for answer in ("no", "yes")]
    assert [(group, [each.perk.id for each in found]) for group, found in grouped(some)] == [
        ("yes", ["yes"]),
        ("no", ["no"]),
    ]


def test_terms_of_hours_say_by_whose_clock() -> None:
    windows = (
        Window(days=(1, 7), from_minute=5 * 60, until_minute=22 * 60 + 30),
        Window(until_minute=60),
    )
    perk = Perk(
        id="lane",
        kind=PerkKind.FAST_LANE,
        context=Context.QUEUE,
        merchants=(UMBRELLA_KIOSK,),
        title="A lane",
        terms="Quick.",
        windows=windows,
        stock=2_000,
    )
    text = plain(says("term_facts", perk, names(), "Europe/Berlin", of="terms"))
    assert "Asks for: No score" in text
    assert "When: Mon, Sun 05:00\u201322:30; 00:00\u201301:00 by the time of Europe/Berlin" in text
    assert "How many there are: 2,000" in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("perk", DEMO.perks, ids=lambda perk: perk.id)
def test_the_terms_of_every_perk_of_the_demo_can_be_said(perk: Perk, language: Language) -> None:
    text = says("term_facts", perk, names(language), "UTC", language=language, of="terms")
    assert not [each for each in ("None", "{", "\u2013\u2013") if each in text]


def card(perk: MyPerk, *, may_ask: frozenset[str] = frozenset(), **more: Any) -> str:
    stands = Stands(perk=perk, reasons=tuple((each.code, Given()) for each in perk.reasons))
    text = {"text": "The words.", "language": "en", "sha256": "0" * 64}
    known = {"stands": stands, "may_ask": may_ask, "names": names(), "text": text, "days": 90}
    known |= {"sale": None, "badge": None, "stopped": frozenset()}
    return templates("en").get_template("member/perks/counter.html").render(**(known | more))


@pytest.mark.parametrize("may_ask", [frozenset({UMBRELLA_KIOSK}), frozenset()])
def test_a_suspended_merchant_is_marked_and_cannot_be_chosen(may_ask: frozenset[str]) -> None:
    said = card(mine(answer="yes"), may_ask=may_ask, stopped=frozenset({UMBRELLA_KIOSK}))
    assert "Suspended" in said
    assert "<button" not in said


def test_a_merchant_is_chosen_where_there_are_several() -> None:
    both = mine(merchants=(UMBRELLA_KIOSK, RIVERSIDE_BIKES), answer="yes")
    said = card(both, may_ask=frozenset({RIVERSIDE_BIKES}))
    assert "Choose the merchant" in said
    assert said.count("Show a pass") == 1
    assert f'name="merchant" value="{RIVERSIDE_BIKES}"' in said
    assert f'name="counterparty" value="{UMBRELLA_KIOSK}"' in said
    assert "hear no" not in said
    assert "At the counter" in card(mine())
    assert "hear no" in card(mine())


def test_nobody_opens_a_pass_who_is_not_of_age() -> None:
    young = mine(reasons=(Reason(code=ReasonCode.UNDER_AGE, until=NOON),))
    assert "<form" not in card(young, may_ask=frozenset({UMBRELLA_KIOSK}))
