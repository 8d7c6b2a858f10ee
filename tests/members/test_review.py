"""The yearly look at one's own consents, and the notice that asks for it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.score.evidence import EvidenceKind
from service.members.consents import PROGRAMME, Purpose
from service.members.refusals import MembershipNotActive
from service.members.review import Reviewed, ReviewedRecently, notice_due, notice_of, review
from service.members.states import State
from tests.members.helpers import NUMBERS, enrolled, granted
from tests.people import ALICE, DAY, MINUTE, NOON, account_of


def reviewed(account, at=NOON):
    found = review(account, at=at, numbers=NUMBERS)
    assert isinstance(found, Reviewed), found
    return found


def test_a_review_is_a_fact_of_its_day():
    found = reviewed(enrolled())
    assert found.account.reviewed_at == NOON
    assert (found.fact.kind, found.fact.at) == (EvidenceKind.CONSENTS_REVIEWED, NOON)
    assert found.fact.id == "consents_reviewed:alice:2026-03-04"


def test_it_counts_again_after_a_year_and_not_before():
    account = reviewed(enrolled()).account
    refused = review(account, at=NOON + 365 * DAY - MINUTE, numbers=NUMBERS)
    assert refused == ReviewedRecently(reviewed_at=NOON, next_at=NOON + 365 * DAY)
    assert reviewed(account, NOON + 365 * DAY).fact.id == "consents_reviewed:alice:2027-03-04"


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACTIVE}))
def test_only_active_members_review(state):
    account = account_of(ALICE, state=state)
    assert review(account, at=NOON, numbers=NUMBERS) == MembershipNotActive(state=state)


@pytest.mark.parametrize(
    ("passed", "next_"), [(0, 365), (364, 365), (365, 730), (366, 730), (1_200, 1_460)]
)
def test_a_notice_comes_once_a_year_and_none_is_made_up_for(passed, next_):
    assert notice_due(NOON, NOON + passed * DAY, NUMBERS) == NOON + next_ * DAY


@given(st.integers(0, 10_000))
def test_the_next_notice_is_ahead_and_at_most_a_year_away(passed):
    at = NOON + passed * DAY
    assert at < notice_due(NOON, at, NUMBERS) <= at + 365 * DAY


def test_joining_sets_the_first_notice():
    assert enrolled().notice_due_at == NOON + 365 * DAY


def test_the_notice_says_whether_there_is_a_score_and_how_many_consents_there_are():
    account = granted(enrolled())
    assert notice_of(account, NOON) == {"scored": "no", "consents": 1}
    scored = granted(account, Purpose.SCORE, PROGRAMME)
    assert notice_of(scored, NOON) == {"scored": "yes", "consents": 2}
    assert notice_of(scored, NOON + 90 * DAY) == {"scored": "no", "consents": 0}
    asleep = msgspec.structs.replace(scored, state=State.PAUSED)
    assert notice_of(asleep, NOON)["scored"] == "no"
