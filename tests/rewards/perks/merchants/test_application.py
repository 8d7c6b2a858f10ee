"""An application waits, is decided once, and is kept no longer than it has to be."""

from datetime import timedelta

import pytest

from rewards.economy import MerchantNumbers
from rewards.perks.merchants.application import (
    Application,
    ApplicationState,
    approve,
    decline,
    wait,
)
from rewards.perks.merchants.refusals import ApplicationDecided
from tests.people import DAY, NOON

NUMBERS = MerchantNumbers(application_days=90)
MADE = Application(
    id="a" * 32,
    name="Bike Cellar",
    registry_number="HRB0815",
    legal_representative="Erika Mustermann",
    contact="erika@example.org",
    offer="A bicycle for an afternoon, without a deposit.",
    charity=False,
    at=NOON,
)
WAITING = wait(MADE, numbers=NUMBERS)


def approved() -> Application:
    found = approve(WAITING, "bike-cellar", reason="as registered", at=NOON + DAY)
    assert isinstance(found, Application)
    return found


def declined() -> Application:
    found = decline(WAITING, reason="another firm", at=NOON + DAY, numbers=NUMBERS)
    assert isinstance(found, Application)
    return found


def test_it_waits_for_so_many_days_and_is_then_forgotten() -> None:
    assert WAITING.ends_at == NOON + timedelta(days=90)
    assert WAITING.state is ApplicationState.WAITING


def test_a_yes_stays_and_a_no_is_kept_to_be_read() -> None:
    yes, no = approved(), declined()
    assert (yes.state, yes.merchant, yes.ends_at) == ("approved", "bike-cellar", None)
    assert (no.state, no.merchant, no.ends_at) == ("declined", None, NOON + timedelta(days=91))
    assert (yes.reason, no.reason) == ("as registered", "another firm")


@pytest.mark.parametrize("decided", [approved(), declined()], ids=lambda each: each.state)
def test_a_decision_stands(decided: Application) -> None:
    refused = ApplicationDecided(state=decided.state, decided_at=NOON + DAY)
    assert approve(decided, "other", reason="again", at=NOON + 2 * DAY) == refused
    again = decline(decided, reason="again", at=NOON + 2 * DAY, numbers=NUMBERS)
    assert again == refused
    assert "may apply again" in refused.detail()
