"""A merchant's statement of a month: what ended, in its month, and only the merchant's own."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from rewards.calendar import day_start, local_date
from rewards.perks.rentals.claim import Claim, ClaimKind
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.vouchers.voucher import Voucher, VoucherState
from service.store.schema.page import RENTALS, VOUCHERS
from tests.http.doors import BIKES, KIOSK, Doors, is_problem
from tests.people import HOUR
from tests.rewards.perks.rentals.helpers import quoted as loan
from tests.rewards.perks.vouchers.deal import bought

DOOR = "/v1/merchant/statements"
S, V = RentalState, VoucherState


def month_of(doors: Doors) -> tuple[str, datetime]:
    """Its name, and when it began."""
    zone = doors.context.programme().zone
    first = local_date(doors.clock.domain_now(), zone).replace(day=1)
    return first.isoformat()[:7], day_start(first, zone)


async def put(doors: Doors, *rentals: Rental) -> None:
    raw = [RENTALS.encode(each) for each in rentals]
    await doors.context.store.driver.db.rentals.insert_many(raw)


def ended(id_: str, at: datetime, state: S = S.SETTLED, **more: Any) -> Rental:
    fields = {"id": id_, "merchant": KIOSK, "state": state, "state_at": at, "ends_at": None}
    return msgspec.structs.replace(loan(), **fields | more)


async def test_it_counts_what_ended_in_the_month(own_doors: Doors) -> None:
    name, began = month_of(own_doors)
    damage = Claim(kind=ClaimKind.DAMAGE, amount_minor=300, at=began)
    loss = Claim(kind=ClaimKind.LOSS, amount_minor=2_000, at=began)
    ms = timedelta(milliseconds=1)
    await put(
        own_doors,
        ended("first", began),
        ended("torn", began + HOUR, claim=damage),
        ended("gone", began + HOUR, S.CURED, claim=loss),
        ended("before", began - ms, claim=damage),
        ended("still-out", began + HOUR, S.ACTIVE),
        ended("cancelled", began + HOUR, S.CANCELLED),
        ended("theirs", began + HOUR, merchant=BIKES, claim=damage),
    )
    office = await own_doors.merchant(scopes=("office",))
    shown = await own_doors.call("GET", f"{DOOR}/{name}", office)
    assert shown.status_code == 200, shown.text
    found = shown.json()
    assert (found["month"], found["over"]) == (name, False)
    assert found["perks"] == [
        {
            "perk": loan().perk,
            "settled": 2,
            "cured": 1,
            "damaged": 1,
            "damage_minor": 300,
            "lost": 1,
            "loss_minor": 2_000,
        }
    ]
    assert loan().account not in shown.text
    before = f"{began - ms:%Y-%m}"
    last = (await own_doors.call("GET", f"{DOOR}/{before}", office)).json()
    assert (last["over"], last["perks"][0]["settled"]) == (True, 1)
    assert last["ends_at"] == found["starts_at"]


def sold(id_: str, at: datetime, *, state: V = V.REDEEMED, **more: Any) -> Voucher:
    """A coffee for 40 seeds, redeemed at `at` unless something else is said."""
    fields = {"id": id_, "merchant": KIOSK, "state": state, "state_at": at, "redeemed_at": at}
    return msgspec.structs.replace(bought().voucher, **fields | more)


async def test_vouchers_are_counted_when_they_are_redeemed_and_when_refunded(
    own_doors: Doors,
) -> None:
    name, began = month_of(own_doors)
    ms, last = timedelta(milliseconds=1), began - HOUR
    rows = [
        sold("first", began),
        sold("soon undone", began + HOUR, state=V.REFUNDED, state_at=began + 2 * HOUR),
        sold("undone", last, state=V.REFUNDED, state_at=began),
        sold("never used", began, state=V.REFUNDED, redeemed_at=None),
        sold("before", began - ms),
        sold("back", began, state=V.RETURNED, redeemed_at=None),
        sold("over", began, state=V.EXPIRED, redeemed_at=None),
        sold("theirs", began, merchant=BIKES),
        sold("another perk", began, perk="tea"),
    ]
    vouchers = own_doors.context.store.driver.db.vouchers
    await vouchers.insert_many([VOUCHERS.encode(each) for each in rows])
    office = await own_doors.merchant(scopes=("office",))
    coffee, tea = (await own_doors.call("GET", f"{DOOR}/{name}", office)).json()["vouchers"]
    assert coffee == {
        "perk": "coffee",
        "redeemed": 2,
        "seeds": 80,
        "refunded": 3,
        "refunded_seeds": 120,
        "undone": 2,
        "undone_seeds": 80,
    }
    assert (tea["perk"], tea["redeemed"], tea["refunded"]) == ("tea", 1, 0)
    before = (await own_doors.call("GET", f"{DOOR}/{last:%Y-%m}", office)).json()["vouchers"]
    assert [(each["redeemed"], each["refunded"]) for each in before] == [(2, 0)]


@pytest.mark.parametrize("month", ["2026-13", "2026-3", "march", "2099-01", "%24gt"])
async def test_what_is_no_month_yet_is_refused(doors: Doors, month: str) -> None:
    office = await doors.merchant(scopes=("office",))
    is_problem(await doors.call("GET", f"{DOOR}/{month}", office), 404, "month_unknown")


async def test_a_till_reads_no_statement(doors: Doors) -> None:
    till = await doors.merchant(scopes=("rentals", "eligibility"))
    is_problem(await doors.call("GET", f"{DOOR}/2026-01", till), 403, "scope_missing")


async def test_a_month_without_anything_is_empty(doors: Doors) -> None:
    office = await doors.merchant(scopes=("office",))
    empty = (await doors.call("GET", f"{DOOR}/2020-01", office)).json()
    assert (empty["perks"], empty["vouchers"]) == ([], [])
