"""The public catalogue of perks: for everybody, without a token."""

import msgspec
import pytest

from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.window import Window
from service.http.perks.public_perk import public_perk
from service.programme_demo import DEMO
from service.programme_points import POINTS_DEMO
from tests.http.doors import Doors, is_problem

PERKS = "/v1/perks"


async def test_whoever_asks_reads_every_perk_with_its_terms_inside_and_outside(
    doors: Doors,
) -> None:
    shown = (await doors.call("GET", PERKS)).json()
    assert shown["zone"] == DEMO.zone
    assert [each["id"] for each in shown["perks"]] == [each.id for each in DEMO.perks]
    for each, perk in zip(shown["perks"], DEMO.perks, strict=True):
        assert (each["context"], each["terms"]) == (perk.context, perk.terms)
        assert each.get("outside_terms", "") == perk.outside_terms
        assert tuple(who["id"] for who in each["merchants"]) == perk.merchants


async def test_a_perk_says_what_opens_it_and_what_a_lower_level_opens(doors: Doors) -> None:
    shown = (await doors.call("GET", f"{PERKS}/car")).json()
    assert shown["opened"] == {"level": "branch", "at_least": 600, "scheme": "sesame"}
    (tier,) = shown["tiers"]
    assert tier["percent"] == 50
    assert tier["opened"] == {"level": "sapling", "at_least": 550, "scheme": "sesame"}
    # What the perk leaves to the programme is told as it is.
    assert shown["rental"]["grace_hours"] == DEMO.numbers.rentals.grace_hours
    assert shown["rental"]["deposit_minor"] == 150_000
    assert shown["merchants"][0]["name"] == "Open Road Cars"


async def test_a_member_and_nobody_read_the_same(doors: Doors) -> None:
    member = await doors.member()
    inside, outside = [
        (await doors.call("GET", f"{PERKS}/umbrella", token)).content for token in (member, None)
    ]
    assert inside == outside


async def test_who_has_it_already_is_not_told_again_and_another_language_is_another(
    doors: Doors,
) -> None:
    first = await doors.call("GET", PERKS)
    tag = first.headers["ETag"]
    again = await doors.call("GET", PERKS, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    chinese = {"If-None-Match": tag, "Accept-Language": "zh-CN"}
    other = await doors.call("GET", PERKS, headers=chinese)
    assert other.status_code == 200
    assert other.json()["perks"][0]["terms"] != first.json()["perks"][0]["terms"]


async def test_what_is_no_perk_is_none(doors: Doors) -> None:
    for wrong in ("no-perk", "UMBRELLA", "%24where"):
        is_problem(await doors.call("GET", f"{PERKS}/{wrong}"), 404, "perk_unknown")


def test_hours_limit_and_stock_are_told_where_there_are_some() -> None:
    window, limit = Window(days=(1,), from_minute=60, until_minute=120), UseLimit(days=30)
    bounded = msgspec.structs.replace(DEMO.perks[0], windows=(window,), limit=limit, stock=7)
    shown = public_perk(bounded, DEMO, str)
    assert (shown.windows, shown.limit, shown.stock) == ((window,), limit, 7)
    plain = msgspec.structs.replace(bounded, level=None, windows=(), limit=None, stock=None)
    told = msgspec.to_builtins(public_perk(plain, DEMO, str))
    assert not {"opened", "tiers", "windows", "limit", "stock", "voucher", "badge"} & told.keys()


@pytest.mark.parametrize("programme", [DEMO, POINTS_DEMO], ids=["demo", "points"])
def test_levels_are_those_of_the_scheme_in_force(programme) -> None:
    scheme = programme.numbers.score.scheme
    bounds = {each.name: each.at_least for each in scheme.levels}
    asked = [each for each in programme.perks if each.level is not None]
    assert asked
    for each in asked:
        opened = public_perk(each, programme, str).opened
        assert opened is not None
        assert (opened.scheme, opened.at_least) == (scheme.id, bounds[each.level])
