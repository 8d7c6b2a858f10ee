"""Of each cycle the revision in force is drawn, from the oldest to the newest."""

from service.http.me.list_scores import PastScore
from service.pages.member.score.over_time import drawn, in_force
from tests.people import NOON


def past(cycle: str, value: int | None, revision: int = 1) -> PastScore:
    return PastScore(
        cycle=cycle,
        revision=revision,
        cut_off=NOON,
        published_at=NOON,
        scheme="sesame",
        scheme_version=1,
        value=value,
    )


NEWEST_FIRST = (
    past("2026-03", 412),
    past("2026-02", 401, revision=2),
    past("2026-02", 360),
    past("2026-01", 390),
)


def test_a_correction_is_drawn_and_what_it_corrects_is_not() -> None:
    assert [each.value for each in in_force(NEWEST_FIRST)] == [412, 401, 390]
    line = drawn(NEWEST_FIRST, str.upper)
    assert line is not None
    assert [(each.label, each.value) for each in line.points] == [
        ("2026-01", 390),
        ("2026-02", 401),
        ("2026-03", 412),
    ]


def test_a_cycle_without_a_score_is_a_gap() -> None:
    line = drawn((past("2026-03", 412), past("2026-02", None), past("2026-01", 390)), str)
    assert line is not None
    assert [each.value for each in line.marks] == [390, None, 412]
    assert line.runs == ()


def test_one_score_is_no_line() -> None:
    assert drawn((), str) is None
    assert drawn((past("2026-03", 412), past("2026-02", None)), str) is None
    assert drawn(NEWEST_FIRST[1:3], str) is None
