"""Who is scored: by consent, for as long as it lasts, if they stay."""

import pytest
from msgspec.structs import replace

from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.scored import is_scored
from service.members.states import State
from tests.people import ALICE, DAY, NOON, account_of

GRANT = Grant(
    purpose=Purpose.SCORE,
    counterparty=PROGRAMME,
    granted_at=NOON,
    ends_at=NOON + 90 * DAY,
    text_sha256="0" * 64,
)


@pytest.mark.parametrize(
    ("state", "yes"),
    [
        (State.PENDING, False),
        (State.ACTIVE, True),
        (State.PAUSED, True),
        (State.CLOSING, False),
        (State.ERASED, False),
    ],
)
def test_who_stays_is_scored(state: State, yes: bool) -> None:
    account = replace(account_of(ALICE, state=state), consents=(GRANT,))
    assert is_scored(account, NOON) is yes


def test_a_consent_lasts_until_its_end_and_is_for_this_alone() -> None:
    account = replace(account_of(ALICE, state=State.ACTIVE), consents=(GRANT,))
    assert is_scored(account, NOON + 89 * DAY)
    assert not is_scored(account, NOON + 90 * DAY)
    assert not is_scored(replace(account, consents=()), NOON)
    for other in ({"purpose": Purpose.BOARD}, {"counterparty": "umbrella-kiosk"}):
        assert not is_scored(replace(account, consents=(replace(GRANT, **other),)), NOON)


def test_a_consent_whose_date_passes_during_a_pause_is_one_again_afterwards() -> None:
    paused = replace(account_of(ALICE, state=State.PAUSED), consents=(GRANT,))
    for began, yes in ((80, True), (90, False)):
        account = replace(paused, state_at=NOON + began * DAY)
        assert is_scored(account, NOON + 100 * DAY) is yes
