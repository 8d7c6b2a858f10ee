"""Which membership state may follow which: all pairs."""

import pytest

from service.members.activate import activate
from service.members.change import Changed
from service.members.consents import PROGRAMME, Purpose, hash_of
from service.members.member import Member, mirror
from service.members.pause import pause
from service.members.refusals import AlreadyEnrolled, ConsentTextChanged, EnrolmentIsActivation
from service.members.resume import resume
from service.members.states import State, WrongState, follow
from tests.members.helpers import ENROLMENT, NUMBERS, enrolled
from tests.people import ALICE, BOB, DAY, NOON, account_of

ALLOWED = {
    ("pending", "active"),
    ("pending", "erased"),
    ("active", "paused"),
    ("active", "closing"),
    ("paused", "active"),
    ("paused", "closing"),
    ("closing", "active"),
    ("closing", "erased"),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", State)
def test_only_these_transitions_exist(state, wanted):
    answer = follow(state, wanted)
    if (state, wanted) in ALLOWED:
        assert answer is wanted
    else:
        assert isinstance(answer, WrongState)
        assert set(answer.allowed) == {to for start, to in ALLOWED if start == state}


def activating(account, shown=ENROLMENT.sha256, at=NOON):
    return activate(account, texts=(ENROLMENT,), shown_sha256=shown, at=at, numbers=NUMBERS)


def test_becoming_active_is_consent_to_the_text_shown_and_to_nothing_else():
    changed = activating(account_of(ALICE))
    assert isinstance(changed, Changed)
    (grant,) = changed.account.consents
    assert (grant.purpose, grant.counterparty, grant.ends_at) == (
        Purpose.ENROLMENT,
        PROGRAMME,
        None,
    )
    assert grant.text_sha256 == hash_of(ENROLMENT.text)
    assert (changed.account.state, changed.account.active_since) == (State.ACTIVE, NOON)
    assert (changed.account.epoch, changed.history[0].epoch) == (1, 1)


@pytest.mark.parametrize(
    "shown", ["", "0" * 64, hash_of(ENROLMENT.text + " "), ENROLMENT.sha256.upper()]
)
def test_other_words_are_no_consent(shown):
    refusal = activating(account_of(ALICE), shown)
    assert refusal == ConsentTextChanged(
        purpose=Purpose.ENROLMENT, shown=shown, current=ENROLMENT.sha256
    )


@pytest.mark.parametrize("state", [State.ACTIVE, State.PAUSED])
def test_nobody_enrols_twice(state):
    assert activating(account_of(ALICE, state=state)) == AlreadyEnrolled(state=state)


def test_the_erased_do_not_come_back():
    refusal = activating(account_of(ALICE, state=State.ERASED))
    assert refusal == WrongState(state=State.ERASED, wanted=State.ACTIVE, allowed=())


def test_coming_back_keeps_the_first_day():
    changed = activating(account_of(ALICE, state=State.CLOSING), at=NOON + DAY)
    assert isinstance(changed, Changed)
    assert changed.account.active_since == NOON
    assert changed.account.state_at == NOON + DAY


def test_a_pause_raises_the_epoch_and_ends():
    paused = pause(enrolled(), at=NOON + DAY, numbers=NUMBERS)
    assert isinstance(paused, Changed)
    back = resume(paused.account, at=NOON + 2 * DAY, numbers=NUMBERS)
    assert isinstance(back, Changed)
    assert (paused.account.epoch, back.account.epoch) == (2, 3)
    assert (paused.account.state, back.account.state) == (State.PAUSED, State.ACTIVE)
    assert back.account.consents == enrolled().consents


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACTIVE}))
def test_only_an_active_membership_pauses(state):
    account = account_of(ALICE, state=state)
    assert isinstance(pause(account, at=NOON, numbers=NUMBERS), WrongState)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (State.PENDING, EnrolmentIsActivation),
        (State.CLOSING, EnrolmentIsActivation),
        (State.ACTIVE, WrongState),
        (State.ERASED, WrongState),
    ],
)
def test_only_a_paused_membership_resumes(state, refusal):
    account = account_of(ALICE, state=state)
    assert isinstance(resume(account, at=NOON, numbers=NUMBERS), refusal)


def test_the_member_document_mirrors_its_own_account_only():
    member = Member(
        id=ALICE.member,
        account=ALICE.account,
        contact_hash="0" * 64,
        display_name=ALICE.name,
        created_at=NOON,
        state=State.PENDING,
        state_at=NOON,
    )
    assert mirror(member, enrolled()).state is State.ACTIVE
    with pytest.raises(ValueError, match="belongs to alice"):
        mirror(member, account_of(BOB))
