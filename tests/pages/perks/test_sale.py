"""What a voucher's card shows, and under which key its form buys."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.perks.perk import PerkKind
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.vouchers.voucher import VoucherState
from service.flows.vouchers.voucher_view import MyVoucher
from service.http.idempotency import is_key
from service.http.me.list_perks import MyPerk
from service.http.me.perk_reason import Reason, ReasonCode
from service.language.languages import Language
from service.pages.member.perks.qr import qr
from service.pages.member.perks.sale import sale
from service.pages.member.perks.wanted import next_key
from service.pages.page import templates
from tests.pages.perks.test_parts import ZONE, card, mine, names, plain
from tests.people import DAY, HOUR, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

CODE = "1234567890123456"


def coffee(**said: Any) -> MyPerk:
    known = {"id": "coffee", "title": "A cup of coffee", "kind": PerkKind.VOUCHER, "answer": "yes"}
    return mine(**(known | {"voucher": VoucherTerms(seeds=8, days=14)} | said))


def voucher(id_: str = "v", state: VoucherState = VoucherState.HELD, **said: Any) -> MyVoucher:
    known: dict[str, Any] = {
        "perk": "coffee",
        "merchant": UMBRELLA_KIOSK,
        "seeds": 8,
        "at": NOON,
        "ends_at": NOON + 14 * DAY,
        "state_at": NOON,
        "returnable": True,
        "code": CODE if state is VoucherState.HELD else None,
    }
    return MyVoucher(id=id_, state=state, **(known | said))


def test_a_key_stands_for_the_voucher_after_those_that_were_seen() -> None:
    first = next_key((), "coffee", UMBRELLA_KIOSK)
    assert is_key(first)
    other = voucher("o", perk="visa-appointment")
    assert next_key((other,), "coffee", UMBRELLA_KIOSK) == first
    assert next_key((voucher(merchant=RIVERSIDE_BIKES),), "coffee", UMBRELLA_KIOSK) == first
    second = next_key((other, voucher("a")), "coffee", UMBRELLA_KIOSK)
    # Used or given back, it has been bought.
    returned = voucher("a", VoucherState.RETURNED)
    assert next_key((returned,), "coffee", UMBRELLA_KIOSK) == second
    third = next_key((voucher("b"), voucher("a")), "coffee", UMBRELLA_KIOSK)
    assert len({first, second, third, next_key((), "coffee", RIVERSIDE_BIKES)}) == 4


@pytest.mark.parametrize(("seeds", "missing"), [(0, 8), (7, 1), (8, 0), (60, 0)])
def test_what_is_missing_is_said_and_nothing_can_be_pressed(seeds: int, missing: int) -> None:
    page = bought_card(coffee(), seeds=seeds)
    assert (f"{missing} seeds are missing." in page) == (missing > 0)
    assert ('hx-post="/member/perks/coffee/buy"' in page) == (missing == 0)


@pytest.mark.parametrize("code", ReasonCode)
def test_only_closing_hours_do_not_forbid_buying(code: ReasonCode) -> None:
    one = sale(coffee(answer="no", reasons=(Reason(code=code),)), 8, 20, ())
    assert one.against == (code is not ReasonCode.CLOSED_NOW)


def bought_card(perk: MyPerk, *, seeds: int = 20, **more: Any) -> str:
    held = more.pop("held", ())
    known = {"sale": sale(perk, 8, seeds, held), "zone": ZONE, "now": NOON, "qr": qr}
    return card(perk, **(known | more))


def test_who_has_one_is_led_to_it_and_may_buy_one_more() -> None:
    page = bought_card(coffee(), held=(voucher(),))
    assert "You have 1 of it to redeem." in page
    assert "Buy one more" in page
    assert CODE[:4] not in plain(page)
    over = bought_card(coffee(), held=(voucher("a", VoucherState.REDEEMED),))
    assert "to redeem" not in over


def test_a_voucher_of_a_level_is_bought_once_its_merchant_may_ask() -> None:
    page = bought_card(coffee(level="sprout"))
    assert "/buy" not in page
    assert 'hx-post="/member/perks/coffee/agree"' in page
    assert "/buy" in bought_card(coffee(level="sprout"), may_ask=frozenset({UMBRELLA_KIOSK}))


def test_a_purchase_that_is_used_by_now_shows_no_code() -> None:
    page = bought_card(coffee(), bought=voucher("a", VoucherState.REDEEMED))
    assert "Nothing is left to redeem of it." in page
    assert "1234 5678 9012 3456" in plain(bought_card(coffee(), bought=voucher()))


def ticket(one: MyVoucher, language: str = "en") -> str:
    template = templates(language).get_template("member/perks/vouchers_body.html")
    held, over = ([one], []) if one.state is VoucherState.HELD else ([], [one])
    known = {"names": names(language), "qr": qr, "zone": ZONE, "now": NOON, "older": None}
    return template.render(held=held, over=over, **known)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", VoucherState)
def test_every_state_has_its_words(state: VoucherState, language: Language) -> None:
    said = plain(ticket(voucher(state=state), language))
    assert not [each for each in ("None", "{", state.value) if each in said]
    assert ("1234 5678 9012 3456" in said) == (state is VoucherState.HELD)


def test_only_what_can_be_given_back_can_be_pressed() -> None:
    press = 'hx-post="/member/vouchers/v/return"'
    assert press in ticket(voucher())
    kept = ticket(voucher(returnable=False))
    assert press not in kept
    assert "By its terms it is not taken back." in kept
    # Its time is over, and the job has not come by yet.
    over = ticket(voucher(returnable=False, ends_at=NOON - HOUR))
    assert press in over
    assert "It is over." in over
    ends = ticket(voucher(ends_at=NOON + timedelta(hours=3)))
    assert "Good until 4 March, 23:00, in 3 hours." in plain(ends)
