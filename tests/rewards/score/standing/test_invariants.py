"""What `seedbank check` says of evidence and challenges that do not agree."""

import msgspec
import pytest

from rewards.score.evidence import Status
from rewards.score.standing.challenge import ChallengeState
from rewards.score.standing.invariants import (
    challenge_agrees,
    comes_from,
    nothing_else_is_open,
    stands_rightly,
)
from rewards.score.standing.standing import Standing
from tests.people import NOON, UMBRELLA_KIOSK
from tests.rewards.score.standing.pieces import challenged, item

OPEN, OVER = challenged(), msgspec.structs.replace(challenged(), state=ChallengeState.REVERSED)
UPHELD = msgspec.structs.replace(challenged(), state=ChallengeState.UPHELD)
ALICES = ("alice", UMBRELLA_KIOSK)


def said(found) -> list[str]:
    violations = list(found)
    assert all(each.invariant == "I10" for each in violations)
    return [each.sentence for each in violations]


@pytest.mark.parametrize(
    ("status", "challenge", "wrong"),
    [
        (Status.COUNTED, None, []),
        (Status.COUNTED, UPHELD, []),
        (Status.CHALLENGED, OPEN, []),
        (Status.REVERSED, OVER, []),
        (Status.REVERSED, None, []),
        (Status.PROPOSED, None, []),
        (Status.CHALLENGED, None, ["is challenged, and no challenge is open"]),
        (Status.CHALLENGED, UPHELD, ["is challenged, and no challenge is open"]),
        (Status.COUNTED, OPEN, ["is counted while its challenge is open"]),
        (Status.COUNTED, OVER, ["is counted, and its challenge has reversed it"]),
    ],
)
def test_a_status_agrees_with_its_challenge(status, challenge, wrong):
    standing = Standing(status=status)
    assert said(stands_rightly("e", standing, challenge, told=True)) == wrong


def test_a_penalty_has_its_notice_and_a_cure_its_time():
    proposed, cured = Standing(status=Status.PROPOSED), Standing(status=Status.CURED)
    assert said(stands_rightly("e", proposed, None, told=False)) == [
        "is proposed and nobody was told"
    ]
    assert said(stands_rightly("e", cured, None, told=False)) == [
        "is cured and was never made good"
    ]
    good = msgspec.structs.replace(cured, made_good_at=NOON)
    assert said(stands_rightly("e", good, None, told=False)) == []


def test_evidence_is_about_what_exists_and_is_the_same_persons():
    fact = item().fact
    assert said(comes_from(fact, "alice", ALICES)) == []
    assert said(comes_from(fact, "alice", None)) == ["is about something that does not exist"]
    for other in (("bob", UMBRELLA_KIOSK), ("alice", "bikes")):
        (sentence,) = said(comes_from(fact, "alice", other))
        assert f"that is {other[0]}'s from {other[1]}" in sentence


def test_a_challenge_is_known_to_its_account_exactly_while_it_is_open():
    assert said(challenge_agrees(OPEN, ALICES, (OPEN.id,))) == []
    assert said(challenge_agrees(OVER, ALICES, ())) == []
    assert len(said(challenge_agrees(OPEN, ALICES, ()))) == 1
    assert len(said(challenge_agrees(OVER, ALICES, (OVER.id,)))) == 1
    assert len(said(challenge_agrees(OPEN, None, (OPEN.id,)))) == 1
    assert said(nothing_else_is_open("alice", ("a", "b"), {"a"})) == [
        "has challenge b open, which is none"
    ]
