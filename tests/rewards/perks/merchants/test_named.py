"""One business is one merchant, by number and by name."""

import pytest

from rewards.perks.merchant import Merchant
from rewards.perks.merchants.named import may_be_called, not_named
from rewards.perks.merchants.refusals import MerchantTaken, RegistryNumberTaken
from rewards.perks.merchants.standing import Standing
from rewards.refusal import Refusal

KIOSK = Merchant(id="kiosk", name="Kiosk", registry_number="hrb 1")
BIKES = Merchant(id="bikes", name="Bikes", registry_number="HRB2")
NAMED = (KIOSK, BIKES)
APPROVED = Standing(id="cellar", application="a" * 32)


@pytest.mark.parametrize(
    ("merchant", "number", "standing", "refused"),
    [
        ("cellar", "HRB3", None, None),
        ("cellar", "HRB1", None, RegistryNumberTaken(registry_number="HRB1", merchant="kiosk")),
        ("kiosk", "HRB3", None, MerchantTaken(merchant="kiosk")),
        ("kiosk", "HRB2", None, MerchantTaken(merchant="kiosk")),
        ("cellar", "HRB3", APPROVED, MerchantTaken(merchant="cellar")),
        # The programme names it already, under the same number.
        ("kiosk", "HRB1", None, None),
        ("kiosk", "HRB1", Standing(id="kiosk", legal_representative="Kim"), None),
    ],
)
def test_a_name_and_a_number_belong_to_one(
    merchant: str, number: str, standing: Standing | None, refused: Refusal | None
) -> None:
    assert may_be_called(NAMED, merchant, number, standing) == refused


def test_who_is_named_need_not_apply() -> None:
    assert not_named(NAMED, "HRB2") == RegistryNumberTaken(registry_number="HRB2", merchant="bikes")
    assert not_named(NAMED, "HRB2", but="bikes") is None
    assert not_named(NAMED, "HRB22") is None
