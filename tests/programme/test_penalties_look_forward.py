"""What took no points when it happened takes none under a later scheme."""

from datetime import datetime

import msgspec
import pytest

from rewards.score.evidence import BROKEN, EvidenceKind
from rewards.score.scheme import KindRule, lint_scheme
from rewards.score.sesame import SESAME
from service.programme import Programme
from service.programme.policy import policy
from tests.people import DAY, MS, NOON
from tests.programme.test_succession import FIRST, said, scored, second

replace = msgspec.structs.replace
LATE = EvidenceKind.RETURNED_LATE
IN_FORCE = NOON + DAY
TAKES = next(rule for rule in SESAME.kinds if rule.kind is LATE)
GIVES = KindRule(kind=LATE, part=TAKES.part, points=1, cap=1)


def saying(rule: KindRule | None, version: int = 1, of: Programme = FIRST) -> Programme:
    """A programme whose scheme says this of late returns, or nothing."""
    kinds = tuple(each for each in SESAME.kinds if each.kind is not LATE)
    more = () if rule is None else (rule,)
    scheme = replace(SESAME, version=version, kinds=(*kinds, *more))
    assert lint_scheme(scheme) == []
    return replace(of, numbers=scored(of, scheme=scheme))


def since(at: datetime | None) -> KindRule:
    return replace(TAKES, since=at)


@pytest.mark.parametrize("before", [None, GIVES])
@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (None, ["penalty_looks_back"]),
        (NOON - 400 * DAY, ["penalty_looks_back"]),
        (IN_FORCE - MS, ["penalty_looks_back"]),
        (IN_FORCE, []),
        (IN_FORCE + DAY, []),
    ],
)
def test_what_newly_takes_points_looks_forward_only(
    before: KindRule | None, wanted: datetime | None, codes: list[str]
) -> None:
    assert said(saying(before), saying(since(wanted), 2, second())) == codes


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (None, ["penalty_looks_back"]),
        (NOON - 11 * DAY, ["penalty_looks_back"]),
        (NOON - 10 * DAY, []),
        (NOON + 10 * DAY, []),
    ],
)
def test_where_it_began_stays_or_moves_later(wanted: datetime | None, codes: list[str]) -> None:
    before = saying(since(NOON - 10 * DAY))
    assert said(before, saying(since(wanted), 2, second())) == codes


@pytest.mark.parametrize("rule", [None, GIVES, replace(GIVES, since=NOON)])
def test_what_takes_nothing_any_more_need_not_say_since_when(rule: KindRule | None) -> None:
    assert said(saying(since(NOON)), saying(rule, 2, second())) == []


def test_it_may_take_more_of_what_took_before() -> None:
    more = replace(TAKES, points=TAKES.points - 5)
    assert said(saying(TAKES), saying(more, 2, second())) == []


def test_left_out_and_taken_up_again_it_begins_anew() -> None:
    without = second(saying(None, 2), version=2)
    again = second(saying(since(NOON), 3), version=3)
    assert said(without, again) == ["penalty_looks_back"]


@pytest.mark.parametrize("kind", sorted(set(EvidenceKind) - BROKEN))
def test_nothing_but_a_broken_promise_takes_points(kind: EvidenceKind) -> None:
    """A month, a task: they follow from what a member did, so that no notice can go before."""
    kinds = tuple(each for each in SESAME.kinds if each.kind is not kind)
    scheme = replace(SESAME, kinds=(*kinds, replace(TAKES, kind=kind, part="fulfilment")))
    found = policy(replace(FIRST, numbers=scored(FIRST, scheme=scheme)))
    assert [f"{kind.value} takes points" in each for each in found] == [True]
