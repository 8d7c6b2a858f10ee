"""Begin, count, cure, reverse, uphold: each from the statuses it may leave, and no others."""

from datetime import timedelta

import msgspec
import pytest

from rewards.score.evidence import BROKEN, EvidenceKind, Status
from rewards.score.sesame import SESAME
from rewards.score.standing.begin import begin, is_penalty, rule_of
from rewards.score.standing.count import count
from rewards.score.standing.cure import cure
from rewards.score.standing.refusals import (
    AlreadyMadeGood,
    NoBrokenPromise,
    NoticeNotOver,
    WrongStatus,
)
from rewards.score.standing.reverse import reverse
from rewards.score.standing.standing import Standing
from rewards.score.standing.uphold import uphold
from tests.people import DAY, NOON
from tests.rewards.score.standing.pieces import rule

MS = timedelta(milliseconds=1)
LATER = NOON + DAY
PROPOSED = Standing(status=Status.PROPOSED)
COUNTED = Standing(status=Status.COUNTED)


@pytest.mark.parametrize("kind", EvidenceKind)
def test_only_what_takes_points_is_proposed_first(kind):
    assert is_penalty(SESAME, kind, NOON) == (kind in BROKEN)
    expected = Status.PROPOSED if kind in BROKEN else Status.COUNTED
    assert begin(SESAME, kind, NOON) == Standing(status=expected)


def test_what_a_scheme_does_not_know_is_no_penalty_of_it():
    smaller = msgspec.structs.replace(SESAME, kinds=SESAME.kinds[:1])
    assert rule_of(smaller, EvidenceKind.BREACH, NOON) is None
    assert begin(smaller, EvidenceKind.BREACH, NOON).status is Status.COUNTED


@pytest.mark.parametrize(
    ("ends_at", "at", "counts"),
    [
        (NOON, NOON - MS, False),
        (NOON, NOON, True),
        (NOON, NOON + MS, True),
        (None, NOON, False),
        (None, NOON + 1_000 * DAY, False),
    ],
)
def test_a_penalty_counts_from_the_end_of_its_notice_and_never_without_one(ends_at, at, counts):
    found = count(PROPOSED, notice_ends_at=ends_at, at=at)
    if counts:
        assert found == Standing(status=Status.COUNTED, since=at, was=Status.PROPOSED)
    else:
        assert found == NoticeNotOver(ends_at=ends_at)
        assert "wait" in found.detail()


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.PROPOSED}))
def test_nothing_else_is_counted_by_a_clock(status):
    found = count(Standing(status=status, was=Status.COUNTED), notice_ends_at=NOON, at=LATER)
    assert isinstance(found, WrongStatus)
    assert (found.status, found.wanted) == (status, Status.COUNTED)


def test_what_was_made_good_before_it_counted_counts_as_cured():
    good = cure(PROPOSED, rule(EvidenceKind.BREACH), kind="breach", at=NOON)
    assert good == Standing(status=Status.PROPOSED, made_good_at=NOON)
    assert count(good, notice_ends_at=NOON, at=LATER) == Standing(
        status=Status.CURED, since=LATER, was=Status.PROPOSED, made_good_at=NOON
    )


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_what_counts_is_cured_at_once_and_has_effect_since_when_it_had(kind):
    counted = Standing(status=Status.COUNTED, since=NOON, was=Status.CHALLENGED)
    assert cure(counted, rule(kind), kind=kind, at=LATER) == Standing(
        status=Status.CURED, since=NOON, was=Status.CHALLENGED, made_good_at=LATER
    )


def test_what_is_in_doubt_is_cured_only_if_it_stands():
    doubted = Standing(status=Status.CHALLENGED, since=NOON, was=Status.COUNTED)
    good = cure(doubted, rule(EvidenceKind.BREACH), kind="breach", at=LATER)
    assert isinstance(good, Standing)
    assert good.status is Status.CHALLENGED
    stands = uphold(good, at=LATER + DAY)
    assert isinstance(stands, Standing)
    assert stands.status is Status.CURED


def test_a_cure_refuses_kept_promises_repetition_and_what_is_gone():
    kept = EvidenceKind.TASK_COMPLETED
    assert cure(COUNTED, rule(kept), kind=kept, at=NOON) == NoBrokenPromise(kind=kept)
    assert cure(COUNTED, None, kind=kept, at=NOON) == NoBrokenPromise(kind=kept)
    once = cure(COUNTED, rule(EvidenceKind.BREACH), kind="breach", at=NOON)
    assert isinstance(once, Standing)
    again = cure(once, rule(EvidenceKind.BREACH), kind="breach", at=LATER)
    assert again == AlreadyMadeGood(at=NOON)
    gone = Standing(status=Status.REVERSED)
    refused = cure(gone, rule(EvidenceKind.BREACH), kind="breach", at=NOON)
    assert refused == WrongStatus(status="reversed", wanted="cured", allowed=())


@pytest.mark.parametrize("status", Status)
def test_everything_can_be_reversed_once(status):
    found = reverse(Standing(status=status), at=NOON)
    if status is Status.REVERSED:
        assert isinstance(found, WrongStatus)
    else:
        assert found == Standing(status=Status.REVERSED, since=NOON, was=status)


@pytest.mark.parametrize("was", [Status.PROPOSED, Status.COUNTED])
def test_what_is_upheld_stands_as_it_stood(was):
    doubted = Standing(status=Status.CHALLENGED, since=NOON, was=was)
    assert uphold(doubted, at=LATER) == Standing(status=was, since=LATER, was=Status.CHALLENGED)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.CHALLENGED}))
def test_only_what_is_challenged_is_upheld(status):
    found = uphold(Standing(status=status, was=Status.COUNTED), at=NOON)
    assert isinstance(found, WrongStatus)
