"""The directory of merchants: for everybody, without a token."""

import pytest

from service.programme_demo import DEMO
from tests.http.doors import BIKES, KIOSK, Doors, is_problem

MERCHANTS = "/v1/merchants"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [each.id for each in DEMO.merchants]),
        ("?name=KIOSK", [KIOSK]),
        ("?code=91330100ma2dema295", [BIKES]),
        ("?code=91330100MA2DEMA29", []),
        ("?name=%24where", []),
        ("?name=kiosk&code=91330100MA2DEMA295", []),
    ],
)
async def test_merchants_are_found_by_name_and_by_number(
    doors: Doors, query: str, found: list[str]
) -> None:
    answered = await doors.call("GET", MERCHANTS + query)
    assert answered.status_code == 200
    assert [each["id"] for each in answered.json()["merchants"]] == found


async def test_a_name_is_looked_for_as_it_is_said(doors: Doors) -> None:
    chinese = {"Accept-Language": "zh-CN"}
    for query, found in (("草地", 1), ("Meadow", 0)):
        answered = await doors.call("GET", f"{MERCHANTS}?name={query}", headers=chinese)
        assert len(answered.json()["merchants"]) == found, answered.text


async def test_a_name_that_is_too_long_is_refused(doors: Doors) -> None:
    answered = await doors.call("GET", f"{MERCHANTS}?name={'x' * 121}")
    is_problem(answered, 422, "invalid_request")


async def test_a_merchant_shows_its_perks_and_their_terms(doors: Doors) -> None:
    shown = (await doors.call("GET", f"{MERCHANTS}/{KIOSK}")).json()
    assert (shown["name"], shown["registry_number"]) == ("Umbrella Kiosk", "91330100MA2DEMA108")
    assert shown["record"] == {
        "appeals": 0, "lost": 0, "silent": 0, "withdrawn": 0, "answered": 0
    }  # fmt: skip
    offered = {perk.id: perk for perk in DEMO.perks if KIOSK in perk.merchants}
    assert [perk["id"] for perk in shown["perks"]] == list(offered)
    for perk in shown["perks"]:
        assert perk["terms"] == offered[perk["id"]].terms
        assert perk["outside_terms"] == offered[perk["id"]].outside_terms


async def test_nobody_is_in_no_directory(doors: Doors) -> None:
    is_problem(await doors.call("GET", f"{MERCHANTS}/nobody"), 404, "merchant_unknown")
