"""An objection's steps: what was done, what is waited for and until when, what comes then."""

from typing import Any

from rewards.score.standing.challenge import ChallengeState, EndedBy
from service.flows.challenges.challenge_view import ChallengeView
from service.pages.member.score.objection import steps
from tests.people import DAY, NOON

ANSWERED = {"answer": "He was there.", "answered_at": NOON + DAY}


def told(**more: Any) -> list[tuple[str, str, Any, str]]:
    view = ChallengeView(id="c", statement="I was not there.", at=NOON, **more)
    return [(each.stage.value, each.state, each.at, each.said) for each in steps(view)]


def test_the_source_is_asked_first() -> None:
    assert told(state=ChallengeState.ASKED, due_at=NOON + 7 * DAY) == [
        ("made", "done", NOON, "I was not there."),
        ("source", "now", NOON + 7 * DAY, ""),
        ("operator", "later", None, ""),
    ]


def test_then_an_operator_decides_with_the_answer_at_hand() -> None:
    assert told(state=ChallengeState.REFERRED, due_at=NOON + 15 * DAY, **ANSWERED)[1:] == [
        ("source", "done", NOON + DAY, "He was there."),
        ("operator", "now", NOON + 15 * DAY, ""),
    ]


def test_what_only_the_programme_knows_is_nobodys_to_answer() -> None:
    stages = [each[:2] for each in told(state=ChallengeState.REFERRED, due_at=NOON + DAY)]
    assert stages == [("made", "done"), ("operator", "now")]


def test_what_an_operator_decided_has_their_reason() -> None:
    ended = {
        "ended_at": NOON + 3 * DAY,
        "ended_by": EndedBy.OPERATOR,
        "reason": "A slip of the till.",
    }
    assert told(state=ChallengeState.REVERSED, **ANSWERED, **ended)[2:] == [
        ("over", "done", NOON + 3 * DAY, "A slip of the till.")
    ]


def test_a_source_that_gave_in_or_was_silent_ends_it_without_an_operator() -> None:
    silent = {"ended_at": NOON + 7 * DAY, "ended_by": EndedBy.SILENT_SOURCE}
    assert told(state=ChallengeState.REVERSED, **silent)[1:] == [
        ("over", "done", NOON + 7 * DAY, "")
    ]
    gave_in = {"ended_at": NOON + DAY, "ended_by": EndedBy.SOURCE}
    assert told(state=ChallengeState.REVERSED, **ANSWERED, **gave_in)[1:] == [
        ("source", "done", NOON + DAY, "He was there."),
        ("over", "done", NOON + DAY, ""),
    ]
