"""Who is a minor, and what waits until they are none."""

import msgspec
import pytest

from rewards.perks.perk import Perk
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.minors import (
    Barred,
    NotForMinors,
    is_minor,
    may_not_have,
    not_for_minors,
)
from service.members.refusals import NoConsent
from service.members.require import require
from service.programme_demo import DEMO
from tests.members.helpers import enrolled, granted, granting
from tests.people import ALICE, DAY, NOON, UMBRELLA_KIOSK, account_of

GROWN = NOON + DAY
UMBRELLA = next(perk for perk in DEMO.perks if perk.id == "umbrella")
BOARD = (Purpose.BOARD, "seeds-weekly")


def young(account=None):
    return msgspec.structs.replace(account or enrolled(), adult_from=GROWN)


def test_a_minor_is_one_until_the_date_and_not_on_it():
    assert is_minor(young(), NOON)
    assert not is_minor(young(), GROWN)


def test_who_was_never_a_minor_is_none():
    assert not is_minor(account_of(ALICE), NOON)


@pytest.mark.parametrize("barred", Barred)
def test_the_refusal_says_from_when(barred):
    refusal = not_for_minors(young(), barred, NOON)
    assert refusal == NotForMinors(barred=barred, adult_from=GROWN)
    assert "2026-03-05" in refusal.detail()
    assert not_for_minors(young(), barred, GROWN) is None
    assert not_for_minors(enrolled(), barred, NOON) is None


@pytest.mark.parametrize(
    ("purpose", "counterparty", "barred"),
    [(*BOARD, Barred.BOARDS), (Purpose.GUESSABLE, PROGRAMME, Barred.GAMES)],
)
def test_a_minor_does_not_agree_to_what_is_not_for_minors(purpose, counterparty, barred):
    assert granting(young(), purpose, counterparty) == NotForMinors(barred=barred, adult_from=GROWN)
    grown = granted(young(), purpose, counterparty, at=GROWN)
    assert require(grown, purpose, counterparty, GROWN) is None


@pytest.mark.parametrize(
    ("purpose", "counterparty"),
    [
        (Purpose.SCORE, PROGRAMME),
        (Purpose.TASK_EVENTS, UMBRELLA_KIOSK),
        (Purpose.ELIGIBILITY, UMBRELLA_KIOSK),
    ],
)
def test_a_minor_agrees_to_all_else(purpose, counterparty):
    assert require(granted(young(), purpose, counterparty), purpose, counterparty, NOON) is None


def test_a_consent_that_is_there_does_not_act_for_a_minor():
    grant = Grant(
        purpose=BOARD[0], counterparty=BOARD[1], granted_at=NOON, ends_at=None, text_sha256="0" * 64
    )
    planted = msgspec.structs.replace(young(), consents=(grant,))
    assert isinstance(require(planted, *BOARD, NOON), NotForMinors)
    assert require(planted, *BOARD, GROWN) is None
    assert isinstance(require(young(), *BOARD, GROWN), NoConsent)


def test_only_perks_that_ask_for_a_level_wait():
    free: Perk = msgspec.structs.replace(UMBRELLA, level=None)
    assert isinstance(may_not_have(young(), UMBRELLA, NOON), NotForMinors)
    assert may_not_have(young(), free, NOON) is None
    assert may_not_have(young(), UMBRELLA, GROWN) is None
