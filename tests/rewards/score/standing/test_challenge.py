"""Challenges: once, in time, and whoever has to speak and is silent loses."""

from datetime import timedelta

import msgspec
import pytest

from rewards.score.evidence import Status
from rewards.score.standing.answer import answer
from rewards.score.standing.challenge import TRANSITIONS, ChallengeState, EndedBy, challenge_id
from rewards.score.standing.decide import decide, lapse
from rewards.score.standing.open_challenge import Opened, challengeable_until, open_challenge
from rewards.score.standing.refusals import (
    AlreadyChallenged,
    ChallengeNotDue,
    ChallengeTooLate,
    TooManyChallenges,
    WrongChallengeState,
    WrongStatus,
)
from rewards.score.standing.standing import Standing
from tests.people import DAY, NOON
from tests.rewards.score.standing.pieces import NUMBERS, challenged, item, opened

MS = timedelta(milliseconds=1)
S = ChallengeState
REFERRED = answer(challenged(), statement="yes", insists=True, at=NOON + 2 * DAY, numbers=NUMBERS)


def tried(what, existing=None, *, open_now=0, at=NOON):
    return open_challenge(what, existing, statement="no", open_now=open_now, at=at, numbers=NUMBERS)


def test_a_merchant_is_asked_and_has_seven_days():
    found = opened(NOON + DAY)
    assert found.standing == Standing(
        status=Status.CHALLENGED, since=NOON + DAY, was=Status.COUNTED
    )
    challenge = found.challenge
    assert (challenge.state, challenge.due_at) == (S.ASKED, NOON + 8 * DAY)
    assert (challenge.statement, challenge.account) == ("no", "alice")


def test_what_only_the_programme_knows_an_operator_decides_in_fourteen_days():
    challenge = challenged(NOON, asked=False)
    assert (challenge.state, challenge.due_at) == (S.REFERRED, NOON + 14 * DAY)


@pytest.mark.parametrize(
    ("told_at", "at", "yes"),
    [
        (NOON, NOON + 30 * DAY, True),
        (NOON, NOON + 30 * DAY + MS, False),
        # The notice is on its way: nobody's time runs.
        (None, NOON + 400 * DAY, True),
    ],
)
def test_there_are_thirty_days_from_being_told(told_at, at, yes):
    found = tried(item(Status.PROPOSED, told_at=told_at), at=at)
    assert isinstance(found, Opened) is yes
    if not yes:
        assert found == ChallengeTooLate(until=NOON + 30 * DAY)
        assert "2026-04-03" in found.detail()
    assert challengeable_until(told_at, NUMBERS) == (told_at and told_at + 30 * DAY)


@pytest.mark.parametrize("status", Status)
def test_whatever_stands_can_be_challenged(status):
    found = tried(item(status))
    if status in {Status.CHALLENGED, Status.REVERSED}:
        assert isinstance(found, WrongStatus)
    else:
        assert isinstance(found, Opened)
        assert found.standing.was is status


@pytest.mark.parametrize("state", S)
def test_once_is_all_there_is(state):
    before = msgspec.structs.replace(challenged(), state=state)
    assert tried(item(), before) == AlreadyChallenged(state=state)


def test_a_member_has_five_open_at_most():
    assert isinstance(tried(item(), open_now=4), Opened)
    assert tried(item(), open_now=5) == TooManyChallenges(challenges=5, most=5)


def test_the_id_says_nothing_of_the_account():
    id_ = challenge_id("task:tour:alice:once")
    assert id_ == challenge_id("task:tour:alice:once")
    assert id_ != challenge_id("task:tour:bob:once")
    assert len(id_) == 32
    assert "alice" not in id_


def test_a_source_that_withdraws_ends_it():
    over = answer(challenged(), statement="sorry", insists=False, at=NOON, numbers=NUMBERS)
    assert (over.state, over.ended_by, over.due_at) == (S.REVERSED, EndedBy.SOURCE, None)
    assert (over.answer, over.answered_at) == ("sorry", NOON)


def test_a_source_that_insists_gives_it_to_the_operators():
    at = NOON + 2 * DAY
    assert (REFERRED.state, REFERRED.due_at) == (S.REFERRED, at + 14 * DAY)
    assert (REFERRED.answer, REFERRED.ended_by) == ("yes", None)


@pytest.mark.parametrize("insists", [True, False])
@pytest.mark.parametrize("state", sorted(set(S) - {S.ASKED}))
def test_only_who_is_asked_answers(state, insists):
    other = msgspec.structs.replace(challenged(), state=state)
    found = answer(other, statement="x", insists=insists, at=NOON, numbers=NUMBERS)
    assert isinstance(found, WrongChallengeState)
    assert set(found.allowed) == set(TRANSITIONS[state])


@pytest.mark.parametrize("upheld", [True, False])
@pytest.mark.parametrize("state", S)
def test_an_operator_decides_what_is_referred_and_may_always_decide_for_the_member(state, upheld):
    found = decide(
        msgspec.structs.replace(challenged(), state=state), upheld=upheld, reason="seen", at=NOON
    )
    if state is S.REFERRED or (state is S.ASKED and not upheld):
        assert found.state is (S.UPHELD if upheld else S.REVERSED)
        assert (found.ended_by, found.reason, found.due_at) == (EndedBy.OPERATOR, "seen", None)
    else:
        assert isinstance(found, WrongChallengeState)


@pytest.mark.parametrize(
    ("challenge", "by"),
    [(challenged(), EndedBy.SILENT_SOURCE), (REFERRED, EndedBy.SILENT_OPERATORS)],
)
def test_silence_decides_for_the_member_to_the_millisecond(challenge, by):
    due = challenge.due_at
    assert lapse(challenge, at=due - MS) == ChallengeNotDue(due_at=due)
    over = lapse(challenge, at=due)
    assert (over.state, over.ended_by, over.due_at) == (S.REVERSED, by, None)
    assert isinstance(lapse(over, at=due + DAY), WrongChallengeState)
