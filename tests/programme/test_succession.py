"""May one version follow another? Nothing that members hold is pulled out from under them."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from rewards.boards.board import Metric, SeasonKind
from rewards.economy import ScoreNumbers
from rewards.score.scheme import Level
from rewards.score.sesame import SESAME
from service.programme import Numbers, Programme
from service.programme.numbers import ChangeNumbers
from service.programme.succession import LevelMoved, Past, past_of, refusals
from service.programme_demo import DEMO
from tasks.kinds import TaskKind
from tests.people import DAY, HOUR, NOON
from tests.programme.quizzes import SPRING

replace = msgspec.structs.replace

NOTICE = timedelta(minutes=5)
FIRST = replace(DEMO, campaigns=(SPRING,), numbers=replace(DEMO.numbers, changes=ChangeNumbers()))
NONE = Past()


def second(of: Programme = FIRST, **changes: Any) -> Programme:
    """What an operator wants to apply at noon, to take effect a day later."""
    return replace(of, **{"version": of.version + 1, "effective_at": NOON + DAY} | changes)


def with_first(field: str, of: Programme = FIRST, **changes: Any) -> Programme:
    """The second version, with the first of its tasks, perks and so on changed."""
    first, *rest = getattr(of, field)
    return second(of, **{field: (replace(first, **changes), *rest)})


def closed(at: datetime) -> Programme:
    """The first version, whose first task closes then."""
    return replace(with_first("tasks", closes_at=at), version=1, effective_at=DEMO.effective_at)


def said(before: Programme, after: Programme, past: Past = NONE) -> list[str]:
    """The codes of all reasons against it."""
    found = list(refusals(before, after, past, at=NOON))
    assert all(each.detail().endswith(".") for each in found)
    return [each.code for each in found]


@pytest.mark.parametrize(
    "after",
    [
        second(),
        second(effective_at=NOON + NOTICE),
        second(perks=()),
        second(games=()),
        second(campaigns=()),
        second(tasks=FIRST.tasks[::-1]),
        second(translations={}),
        with_first("tasks", seeds=1),
        with_first("tasks", closes_at=NOON + DAY),
        with_first("tasks", title="Another tour"),
        with_first("perks", level="canopy"),
        with_first("boards", prizes=()),
        with_first("merchants", name="Umbrellas"),
        second(merchants=(*FIRST.merchants, replace(FIRST.merchants[0], id="another"))),
    ],
)
def test_what_may_follow(after: Programme) -> None:
    assert said(FIRST, after) == []


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (second(id="other"), "other_programme"),
        (second(version=1), "not_next_version"),
        (second(version=3), "not_next_version"),
        (second(sandbox=False), "sandbox_stays"),
        (second(zone="Europe/Paris"), "zone_stays"),
        (second(currency="CNY"), "currency_stays"),
        (second(currency=""), "currency_stays"),
        (second(effective_at=NOON), "too_soon"),
        (second(effective_at=NOON + NOTICE - timedelta(milliseconds=1)), "too_soon"),
        (second(effective_at=NOON - 30 * DAY), "too_soon"),
        (second(boards=()), "board_stays"),
        (with_first("boards", id="seeds-daily"), "board_stays"),
        (second(merchants=FIRST.merchants[1:]), "merchant_stays"),
        (with_first("merchants", charity=False), "charity_stays"),
        (second(tasks=FIRST.tasks[1:]), "task_still_open"),
        (with_first("tasks", id="new-tour"), "task_still_open"),
        (with_first("tasks", kind=TaskKind.DAILY), "task_remade"),
        (with_first("tasks", window_days=7), "task_remade"),
        (with_first("tasks", unit="metres"), "task_remade"),
        (with_first("tasks", opens_at=NOON), "task_remade"),
        (with_first("tasks", closes_at=NOON), "task_closes_in_the_past"),
        (
            second(
                numbers=replace(
                    FIRST.numbers,
                    score=replace(
                        FIRST.numbers.score,
                        scheme=replace(FIRST.numbers.score.scheme, start=349),
                    ),
                )
            ),
            "scheme_not_numbered",
        ),
    ],
)
def test_what_may_not_follow(after: Programme, code: str) -> None:
    assert said(FIRST, after) == [code]


def test_a_currency_can_be_named_later_and_then_stays() -> None:
    unnamed = replace(FIRST, currency="")
    assert said(unnamed, second(unnamed)) == []
    assert said(unnamed, second(unnamed, currency="CNY")) == []
    assert said(second(unnamed, currency="CNY"), second(currency="EUR", version=3)) == [
        "currency_stays"
    ]


def test_all_reasons_are_said_at_once() -> None:
    wrong = second(id="other", zone="UTC", boards=(), merchants=(), tasks=(), version=7)
    codes = said(FIRST, wrong)
    assert set(codes) == {
        "other_programme",
        "not_next_version",
        "zone_stays",
        "board_stays",
        "merchant_stays",
        "task_still_open",
    }
    assert codes.count("task_still_open") == len(FIRST.tasks)


def test_the_notice_is_that_of_the_version_before() -> None:
    numbers = replace(FIRST.numbers, changes=ChangeNumbers(notice_seconds=7 * 86_400))
    slow = replace(FIRST, numbers=numbers)
    assert said(slow, second(slow, numbers=FIRST.numbers)) == ["too_soon"]
    assert said(slow, second(slow, effective_at=NOON + 7 * DAY)) == []


def test_an_announced_version_is_replaced_at_its_time_and_never_overtaken() -> None:
    announced = replace(second(), effective_at=NOON + 3 * DAY)
    assert said(announced, second(announced, effective_at=NOON + 3 * DAY)) == []
    assert said(announced, second(announced, effective_at=NOON + 4 * DAY)) == []
    assert said(announced, second(announced, effective_at=NOON + 2 * DAY)) == ["before_announced"]


@pytest.mark.parametrize(
    ("closes_at", "codes"),
    [
        (NOON + DAY - 72 * HOUR, []),
        (NOON - 30 * DAY, []),
        (NOON + DAY - 71 * HOUR, ["task_still_open"]),
        (NOON + 30 * DAY, ["task_still_open"]),
    ],
)
def test_a_task_goes_once_nothing_of_it_can_be_told_late(
    closes_at: datetime, codes: list[str]
) -> None:
    before = closed(closes_at)
    assert said(before, second(before, tasks=before.tasks[1:])) == codes


def test_a_task_that_has_closed_may_stay_closed_or_open_again() -> None:
    before = closed(NOON - 30 * DAY)
    assert said(before, second(before)) == []
    assert said(before, with_first("tasks", before, closes_at=None)) == []
    assert said(before, with_first("tasks", before, closes_at=NOON + 9 * DAY)) == []
    assert said(before, with_first("tasks", before, closes_at=NOON - DAY)) == [
        "task_closes_in_the_past"
    ]


def test_a_task_that_has_not_opened_yet_may_open_at_another_time() -> None:
    first, *rest = FIRST.tasks
    before = replace(FIRST, tasks=(replace(first, opens_at=NOON + 9 * DAY), *rest))
    assert said(before, with_first("tasks", before, opens_at=NOON + 12 * DAY)) == []


def test_an_id_that_is_gone_never_comes_back() -> None:
    after = second(perks=FIRST.perks[1:], games=(), campaigns=())
    past = past_of(FIRST, after, NONE)
    assert past.gone == (
        "campaign:spring",
        "game:next-score",
        "game:weekly-podium",
        "perk:umbrella",
    )
    third = replace(second(after), perks=FIRST.perks, games=FIRST.games)
    assert said(after, third, past) == ["id_returns"] * 3
    assert said(after, second(after), past) == []
    # And is remembered by every version after that.
    assert past_of(after, second(after), past) == past


def test_a_task_and_a_perk_may_have_the_same_id() -> None:
    past = Past(gone=("perk:welcome-tour",))
    assert said(FIRST, second(), past) == []


@pytest.mark.parametrize(
    ("days", "codes"), [(0, ["level_too_soon"]), (29, ["level_too_soon"]), (30, []), (400, [])]
)
def test_a_perks_level_moves_once_in_a_month(days: int, codes: list[str]) -> None:
    moved = with_first("perks", level="sapling")
    past = past_of(FIRST, moved, NONE)
    assert past.levels == (LevelMoved(perk="umbrella", at=NOON + DAY, days=30),)
    later = NOON + DAY + days * DAY
    again = replace(with_first("perks", moved, level="branch"), effective_at=later)
    assert said(moved, again, past) == codes
    # Another perk is another matter, and what stays may stay.
    first, other, *more = moved.perks
    risen = (first, replace(other, level="branch"), *more)
    assert said(moved, second(moved, perks=risen), past) == []
    assert past_of(moved, again, past).levels == (LevelMoved(perk="umbrella", at=later, days=30),)


@pytest.mark.parametrize(
    ("days", "codes"), [(0, ["level_too_soon"]), (29, ["level_too_soon"]), (30, [])]
)
def test_fewer_days_between_two_moves_hold_from_the_next_move_on(
    days: int, codes: list[str]
) -> None:
    """Else one version would ask for none, and the next one move the level again."""
    moved = with_first("perks", level="sapling")
    past = past_of(FIRST, moved, NONE)
    less = second(moved, numbers=replace(moved.numbers, changes=ChangeNumbers(level_days=0)))
    assert said(moved, less, past) == []
    past = past_of(moved, less, past)
    later = moved.effective_at + days * DAY
    again = replace(with_first("perks", less, level="branch"), effective_at=later)
    assert said(less, again, past) == codes
    # Then fewer days are in force, and bind what is moved from then on.
    past = past_of(less, again, past)
    soon = replace(with_first("perks", again, level="canopy"), effective_at=later)
    assert said(again, soon, past) == []


def test_more_days_hold_at_once() -> None:
    past = Past(levels=(LevelMoved(perk="umbrella", at=NOON, days=0),))
    assert said(FIRST, with_first("perks", level="sapling"), past) == ["level_too_soon"]


def test_a_new_perk_may_have_any_level_and_a_level_may_be_taken_away_once() -> None:
    fresh = replace(FIRST.perks[0], id="cup", level="canopy")
    assert past_of(FIRST, second(perks=(*FIRST.perks, fresh)), NONE) == NONE
    assert past_of(FIRST, with_first("perks", level=None), NONE).levels[0].perk == "umbrella"


@pytest.mark.parametrize(("version", "id_"), [(2, "sesame"), (1, "points")])
def test_another_scheme_has_another_name_or_number(version: int, id_: str) -> None:
    scheme = replace(FIRST.numbers.score.scheme, version=version, id=id_)
    score = ScoreNumbers(scheme=scheme)
    assert said(FIRST, second(numbers=replace(FIRST.numbers, score=score))) == []


def test_there_is_one_kind_of_board_so_none_can_be_remade() -> None:
    """If there is another, whether a board may change its kind has to be said."""
    assert len(Metric) == len(SeasonKind) == 1


@pytest.mark.parametrize(
    ("days", "codes"), [(29, ["scheme_too_soon"]), (30, []), (31, []), (1, ["scheme_too_soon"])]
)
def test_another_way_of_scoring_is_announced_a_month_ahead(days: int, codes: list[str]) -> None:
    slow = replace(FIRST, numbers=scored(FIRST, announcement_days=30))
    other = replace(SESAME, version=2, start=400, levels=with_start(400))
    changed = second(slow, numbers=scored(slow, scheme=other), effective_at=NOON + days * DAY)
    assert said(slow, changed) == codes
    fewer = second(slow, numbers=scored(slow, evidence_min=2), effective_at=NOON + days * DAY)
    assert said(slow, fewer) == codes


def test_what_changes_no_score_is_not_announced_so_long() -> None:
    slow = replace(FIRST, numbers=scored(FIRST, announcement_days=30))
    assert said(slow, second(slow, numbers=scored(slow, announcement_days=31))) == []
    assert said(slow, second(slow)) == []


@pytest.mark.parametrize(
    ("days", "codes"), [(1, ["scheme_too_soon"]), (29, ["scheme_too_soon"]), (30, [])]
)
def test_less_notice_is_announced_a_month_ahead_too(days: int, codes: list[str]) -> None:
    """Else two versions on one day would say by a new scheme what nobody had heard of."""
    slow = replace(FIRST, numbers=scored(FIRST, announcement_days=30))
    less = scored(slow, announcement_days=29)
    assert said(slow, second(slow, numbers=less, effective_at=NOON + days * DAY)) == codes


def scored(programme: Programme, **changes: Any) -> Numbers:
    return replace(programme.numbers, score=replace(programme.numbers.score, **changes))


def with_start(value: int) -> tuple[Level, ...]:
    lowest, *rest = SESAME.levels
    return (replace(lowest, at_least=value), *rest)
