"""Which status may follow which, and what a score of a cut-off sees of it."""

from datetime import timedelta

import pytest

from rewards.score.evidence import EFFECTIVE, Status
from rewards.score.standing.refusals import WrongStatus
from rewards.score.standing.standing import TRANSITIONS, Standing, enter, follow, status_at
from tests.people import NOON

MS = timedelta(milliseconds=1)
MAY = {
    ("proposed", "counted"),
    ("proposed", "cured"),
    ("proposed", "challenged"),
    ("proposed", "reversed"),
    ("counted", "challenged"),
    ("counted", "cured"),
    ("counted", "reversed"),
    ("challenged", "proposed"),
    ("challenged", "counted"),
    ("challenged", "cured"),
    ("challenged", "reversed"),
    ("cured", "challenged"),
    ("cured", "reversed"),
}


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_what_may_follow_is_this_and_no_more(before, after):
    refused = follow(Standing(status=before), after)
    assert (refused is None) == ((before, after) in MAY)
    if refused is not None:
        allowed = tuple(sorted(one for other, one in MAY if other == before))
        assert refused == WrongStatus(status=before, wanted=after, allowed=allowed)
        assert (", ".join(allowed) or "nothing") in refused.detail()


def test_every_status_has_its_line():
    assert set(TRANSITIONS) == set(Status)


def at_noon(before: Status, after: Status) -> Standing:
    return enter(Standing(status=before), after, NOON)


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_a_score_never_counts_what_had_no_effect_at_its_cut_off(before, after):
    standing = at_noon(before, after)
    assert status_at(standing, NOON) is after
    earlier = status_at(standing, NOON - MS)
    if after in EFFECTIVE and before not in EFFECTIVE:
        assert earlier is before
    else:
        assert earlier is after


@pytest.mark.parametrize("status", Status)
def test_what_stood_so_from_the_first_always_did(status):
    assert status_at(Standing(status=status), NOON) is status
