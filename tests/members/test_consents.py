"""Consents: granted in exact words, for one purpose and counterparty, with an end."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.languages import Language
from service.members.agreed_text import agreed_text
from service.members.change import Changed
from service.members.consents import PROGRAMME, ConsentEntry, Purpose
from service.members.grant import grant
from service.members.numbers import MemberNumbers
from service.members.refusals import (
    ConsentTextChanged,
    ConsentTooLong,
    EnrolmentIsActivation,
    MembershipNotActive,
    NoConsent,
    TooManyConsents,
)
from service.members.require import require
from service.members.states import State
from service.members.withdraw import withdraw
from service.programme import consent_text, consent_texts
from service.programme_demo import DEMO
from tests.members.helpers import enrolled, granted, granting
from tests.people import ALICE, DAY, MINUTE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK, account_of

ELIGIBILITY = Purpose.ELIGIBILITY


def withdrawing(account, purpose=ELIGIBILITY, counterparty=UMBRELLA_KIOSK, at=NOON):
    return withdraw(
        account, purpose=purpose, counterparty=counterparty, at=at, numbers=MemberNumbers()
    )


def required(account, purpose=ELIGIBILITY, counterparty=UMBRELLA_KIOSK, at=NOON):
    return require(account, purpose, counterparty, at)


@pytest.mark.parametrize(("days", "lasts"), [(None, 90), (1, 1), (365, 365)])
def test_a_consent_ends_by_itself(days, lasts):
    account = granted(enrolled(), days=days)
    assert required(account, at=NOON + lasts * DAY - MINUTE) is None
    assert required(account, at=NOON + lasts * DAY) == NoConsent(
        purpose=ELIGIBILITY, counterparty=UMBRELLA_KIOSK
    )


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_nobody_agrees_for_longer_than_a_year(days):
    assert granting(enrolled(), days=days) == ConsentTooLong(days=days, most=365)


def test_a_consent_is_for_one_purpose_and_one_counterparty():
    account = granted(enrolled())
    assert isinstance(required(account, counterparty=RIVERSIDE_BIKES), NoConsent)
    assert isinstance(required(account, Purpose.TASK_EVENTS), NoConsent)


def test_changed_words_are_no_consent():
    refusal = granting(enrolled(), shown="0" * 64)
    assert isinstance(refusal, ConsentTextChanged)
    assert refusal.purpose is ELIGIBILITY


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACTIVE}))
def test_only_active_members_grant_and_are_looked_at(state):
    account = account_of(ALICE, state=state)
    assert granting(account) == MembershipNotActive(state=state)
    assert required(account) == MembershipNotActive(state=state)


def test_enrolment_is_not_one_consent_among_others():
    refusal = granting(enrolled(), Purpose.ENROLMENT, PROGRAMME)
    assert refusal == EnrolmentIsActivation(state=State.ACTIVE)


def test_granting_again_replaces_the_end_and_keeps_one():
    account = granted(granted(enrolled()), at=NOON + DAY)
    assert len(account.consents) == 2
    assert required(account, at=NOON + 90 * DAY) is None


def test_granting_drops_what_has_ended():
    account = granted(enrolled(), days=1)
    later = granted(account, counterparty=RIVERSIDE_BIKES, at=NOON + DAY)
    assert [each.counterparty for each in later.consents] == [PROGRAMME, RIVERSIDE_BIKES]


def test_there_is_a_bound_on_consents():
    tight = MemberNumbers(consents_max=5)
    account = enrolled()
    for number in range(4):
        account = granted(account, counterparty=f"m{number}", numbers=tight)
    assert granting(account, numbers=tight) == TooManyConsents(consents=5, most=5)
    assert isinstance(granting(account, counterparty="m0", numbers=tight), Changed)


def test_withdrawal_acts_on_the_next_call_and_is_written_down():
    before = granted(enrolled())
    changed = withdrawing(before)
    assert isinstance(changed, Changed)
    assert isinstance(required(changed.account), NoConsent)
    (row,) = changed.history
    assert (row.grant, row.epoch, row.counterparty) == (None, before.epoch + 1, UMBRELLA_KIOSK)


@pytest.mark.parametrize(
    ("purpose", "counterparty", "days"),
    [
        (Purpose.SCORE, PROGRAMME, 0),
        (ELIGIBILITY, RIVERSIDE_BIKES, 0),
        (ELIGIBILITY, UMBRELLA_KIOSK, 90),
        (Purpose.ENROLMENT, UMBRELLA_KIOSK, 0),
    ],
)
def test_what_is_not_in_force_cannot_be_withdrawn(purpose, counterparty, days):
    refusal = withdrawing(granted(enrolled()), purpose, counterparty, NOON + days * DAY)
    assert refusal == NoConsent(purpose=purpose, counterparty=counterparty)


def test_withdrawing_the_enrolment_closes_and_takes_everything_along():
    account = granted(granted(enrolled()), Purpose.SCORE, PROGRAMME)
    changed = withdrawing(account, Purpose.ENROLMENT, PROGRAMME, NOON + DAY)
    assert isinstance(changed, Changed)
    assert (changed.account.state, changed.account.consents) == (State.CLOSING, ())
    assert changed.account.state_at == NOON + DAY
    assert {row.purpose for row in changed.history} == {
        Purpose.ENROLMENT,
        Purpose.SCORE,
        ELIGIBILITY,
    }


CALLS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from([Purpose.SCORE, Purpose.BOARD, ELIGIBILITY]),
        st.sampled_from([UMBRELLA_KIOSK, RIVERSIDE_BIKES]),
    ),
    max_size=20,
)


@given(CALLS)
def test_every_change_raises_the_epoch_by_one_and_the_last_word_counts(calls):
    account, last = enrolled(), {}
    for grants, purpose, counterparty in calls:
        change = granting if grants else withdrawing
        changed = change(account, purpose, counterparty)
        if isinstance(changed, Changed):
            assert changed.account.epoch == account.epoch + 1
            account = changed.account
        last[purpose, counterparty] = grants
    for (purpose, counterparty), grants in last.items():
        assert (required(account, purpose, counterparty) is None) is grants


def test_the_history_says_in_which_language_the_words_were_shown():
    chinese = consent_text(DEMO, ELIGIBILITY, Language.ZH_CN)
    texts = consent_texts(DEMO, ELIGIBILITY)
    for text in (*texts, chinese):
        changed = grant(
            enrolled(),
            counterparty=UMBRELLA_KIOSK,
            texts=texts,
            shown_sha256=text.sha256,
            at=NOON,
            numbers=MemberNumbers(),
        )
        [row] = changed.history
        assert (row.language, row.grant.text_sha256) == (text.language, text.sha256)


def test_rows_from_before_there_were_languages_are_about_english_words():
    [row] = granting(enrolled()).history
    stored = msgspec.to_builtins(row)
    del stored["language"]
    assert msgspec.convert(stored, ConsentEntry).language is Language.EN


def test_changed_words_name_the_programmes_own_as_the_current_ones():
    texts = consent_texts(DEMO, ELIGIBILITY)
    refusal = agreed_text(texts, "0" * 64)
    assert isinstance(refusal, ConsentTextChanged)
    assert refusal.current == consent_text(DEMO, ELIGIBILITY).sha256
