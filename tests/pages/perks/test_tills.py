"""Which till a pass is taken for: one of those that its merchant has opened, or whatever is written
on it."""

from types import SimpleNamespace
from typing import Any

from rewards.perks.stores.premises import OwnStore, Premises, Terminal
from service.pages.member.perks.tills import Till, tills_of
from service.pages.page import templates
from service.programme_demo import DEMO
from tests.pages.perks.test_parts import ZONE, mine, names
from tests.people import HOUR, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

BANK = next(each for each in DEMO.perks if each.id == "power-bank")


def premises(*terminals: Terminal, closed: bool = False) -> Premises:
    shut = {"closed_at": NOON} if closed else {}
    pier = OwnStore(id="pier", name="The pier", address="", opened_at=NOON, opened_by=None, **shut)
    return Premises(id=UMBRELLA_KIOSK, stores=(pier,), terminals=terminals)


def till(id_: str, name: str = "", **said: Any) -> Terminal:
    return Terminal(id=id_, store="pier", name=name, opened_at=NOON, opened_by=None, **said)


def test_open_ones_are_offered_with_what_is_said_of_them() -> None:
    found = tills_of(premises(till("b", "By the <sea>"), till("a"), till("c", closed_at=NOON)))
    assert found == (Till("b", "By the <sea>, The pier"), Till("a", "The pier"))


def test_without_any_a_word_names_it_and_with_closed_ones_only_nothing_does() -> None:
    assert tills_of(None) is None
    assert tills_of(premises()) is None
    assert tills_of(premises(till("a", closed_at=NOON + HOUR))) == ()
    assert tills_of(premises(till("a"), closed=True)) == ()


def form(**tills: tuple[Till, ...] | None) -> str:
    known: dict[str, Any] = {
        "stands": SimpleNamespace(perk=mine(id="power-bank", answer="yes"), reasons=()),
        "declared": BANK,
        "names": names(),
        "may_ask": {UMBRELLA_KIOSK, RIVERSIDE_BIKES},
        "tills": {each.replace("_", "-"): some for each, some in tills.items()},
        "hours": [6, 12, 24],
        "upload": 48,
        "zone": ZONE,
        "now": NOON,
    }
    return templates("en").get_template("member/perks/offline_body.html").render(**known)


def test_each_merchant_has_a_form_of_its_own() -> None:
    page = form(umbrella_kiosk=None, riverside_bikes=(Till("b", "By the <sea>"), Till("a", "")))
    assert page.count("<form") == 2
    assert page.count('<input class="input"') == 1
    assert page.count("<option") == 2
    assert '<option value="b">b · By the &lt;sea&gt;</option>' in page
    assert '<option value="a">a</option>' in page


def test_who_has_none_open_has_no_form() -> None:
    page = form(umbrella_kiosk=())
    assert "<form" not in page
    assert "Umbrella Kiosk has no till open that a pass could be for." in page
