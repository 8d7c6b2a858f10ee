"""Merchants by name and by number."""

import pytest

from rewards.perks.directory import offered, search
from rewards.perks.merchant import Merchant
from service.programme_demo import DEMO
from tests.people import UMBRELLA_KIOSK

KIOSK = Merchant(id="kiosk", name="Umbrella Kiosk", registry_number="91330100MA2DEMA108")
BIKES = Merchant(id="bikes", name="Räder am Fluß", registry_number="HRB 12345")
ALL = (KIOSK, BIKES)


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("", "", [KIOSK, BIKES]),
        ("kiosk", "", [KIOSK]),
        ("  umbrella   KIOSK ", "", [KIOSK]),
        ("FLUSS", "", [BIKES]),
        ("kiosks", "", []),
        ("umbrella.*", "", []),
        ("", "91330100MA2DEMA108", [KIOSK]),
        ("", "91330100 ma2dema108", [KIOSK]),
        ("", "hrb12345", [BIKES]),
        ("", "91330100MA2DEMA10", []),
        ("", "1", []),
        ("kiosk", "HRB 12345", []),
    ],
)
def test_a_part_of_the_name_or_the_whole_number_finds(
    name: str, code: str, found: list[Merchant]
) -> None:
    assert search(ALL, name=name, code=code) == found


def test_what_a_merchant_offers_is_what_names_it() -> None:
    perks = offered(DEMO.perks, UMBRELLA_KIOSK)
    assert "umbrella" in [perk.id for perk in perks]
    assert [perk for perk in DEMO.perks if UMBRELLA_KIOSK in perk.merchants] == perks
    assert offered(DEMO.perks, "nobody") == []
