"""A score in words: every number is exact, in two languages, and what is left out is said."""

import re
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.decay import MICRO
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.evidence import Status
from rewards.score.scheme import PartRule
from rewards.score.score import score
from rewards.score.sesame import SESAME
from service.explain import explained, explained_gap
from service.explain.speech import exact
from service.explain.views import ExplainedScore
from tests.explain.reader import CHINESE, ENGLISH
from tests.people import DAY, NOON
from tests.rewards.score.test_score import LIVES, many, piece

replace = msgspec.structs.replace
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
READERS = pytest.mark.parametrize("speech", [ENGLISH, CHINESE], ids=["en", "zh"])
STATUSES = st.lists(st.sampled_from(Status), min_size=80, max_size=80)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def scored(evidence, last: int | None = None, scheme=SESAME) -> Score:
    before = None if last is None else Last(value=last, scheme="sesame", at=NOON - 30 * DAY)
    numbers = replace(NUMBERS, scheme=scheme)
    found = score(evidence, active_days=400, at=NOON, numbers=numbers, last=before)
    assert isinstance(found, Score)
    return found


def told(found: Score, speech=ENGLISH, scheme=SESAME) -> ExplainedScore:
    return explained(found, speech, replace(NUMBERS, scheme=scheme))


def part(answer: ExplainedScore, name: str):
    return next(each for each in answer.parts if each.name == name)


def line(answer: ExplainedScore, kind: Kind):
    return next(each for part in answer.parts for each in part.lines if each.kind == kind)


@given(st.integers(-(10**10), 10**10))
def test_points_are_written_exactly(micro):
    assert Decimal(exact(micro)) * MICRO == micro
    assert exact(micro) != "-0"


@READERS
@given(life=LIVES, statuses=STATUSES, last=st.none() | st.integers(350, 950))
def test_what_is_shown_sums_to_what_is_shown(speech, life, statuses, last):
    stood = [replace(each, status=status) for each, status in zip(life, statuses, strict=False)]
    evidence = [*stood, piece(Kind.CONTACT_VERIFIED, name="always")]
    found = scored(evidence, last)
    answer = told(found, speech)
    assert msgspec.convert(msgspec.to_builtins(answer), Score) == found  # nothing is lost
    assert str(answer.value) in answer.text
    for part in answer.parts:
        assert exact(part.points * MICRO) in part.text
        total = sum(each.micro_points for each in part.lines)
        assert (exact(total - part.points * MICRO).lstrip("-") in part.text) or total == 0
        for each in part.lines:
            assert exact(each.micro_points) in each.text
            over = sum(item.micro_points for item in each.items) - each.micro_points
            assert over == 0 or exact(over) in each.text
            for item in each.items:
                shown = NUMBER.findall(item.text)
                assert exact(item.micro_points) in shown or item.micro_points == 0
    if answer.cushion is not None:
        assert str(answer.cushion.last) in answer.cushion.text


def test_in_english_and_in_chinese():
    found = scored([piece(Kind.TASK_COMPLETED, 60)])
    english, chinese = told(found), told(found, CHINESE)
    assert english.text == "Your score is 351: 350 to begin with, and 1 point from its parts."
    assert english.level_text == "That is level sprout, which begins at 350."
    assert line(english, Kind.TASK_COMPLETED).text == (
        "Tasks completed: 1 point of at most 60 points, from 1 piece of evidence. "
        "New it is worth 2 points, after 60 days half of that."
    )
    assert line(english, Kind.TASK_COMPLETED).items[0].text == (
        "3 January 2026, from Umbrella Kiosk: 1 point now, 2 points when it was new."
    )
    assert chinese.text == "您的评分是 351：起始分 350，各组成部分合计 1 分。"  # noqa: RUF001
    assert chinese.level_text == "对应等级：新芽，从 350 开始。"  # noqa: RUF001
    assert line(chinese, Kind.TASK_COMPLETED).items[0].text == (
        "2026年1月3日，来自雨伞小站：现在 1 分，新的时候 2 分。"  # noqa: RUF001
    )


@pytest.mark.parametrize(
    ("evidence", "kind", "name", "said"),
    [
        (
            many(Kind.TASK_COMPLETED, 31),
            Kind.TASK_COMPLETED,
            "behaviour",
            "They sum to 62 points; 2 points above the most they can add are cut.",
        ),
        (
            [piece(Kind.TASK_COMPLETED, 1)],
            Kind.TASK_COMPLETED,
            "behaviour",
            "Its kinds sum to 1.977028 points; the 0.977028 points beyond a whole point are left "
            "out.",
        ),
        (
            [piece(Kind.RETURNED_LATE)],
            Kind.RETURNED_LATE,
            "fulfilment",
            "Its kinds sum to -8 points; 8 points below the least it can be do not count.",
        ),
        (
            [*many(Kind.RETURNED_ON_TIME, 20), *many(Kind.PAID_ON_TIME, 20)],
            Kind.PAID_ON_TIME,
            "fulfilment",
            "Its kinds sum to 140 points; 20 points above the most it can add are cut.",
        ),
    ],
)
def test_what_is_cut_or_left_out_is_said(evidence, kind, name, said):
    answer = told(scored(evidence))
    assert said in part(answer, name).text + line(answer, kind).text


@READERS
@pytest.mark.parametrize("status", [Status.PROPOSED, Status.CHALLENGED, Status.CURED])
def test_a_status_is_said_in_words_of_its_own(speech, status):
    broken = replace(piece(Kind.BREACH), status=status)
    found = scored([broken, piece(Kind.CONTACT_VERIFIED, name="always")])
    text = line(told(found, speech), Kind.BREACH).items[0].text
    words = {
        Status.PROPOSED: ("proposed", "拟计入"),
        Status.CHALLENGED: ("challenged", "异议"),
        Status.CURED: ("made good", "弥补"),
    }
    assert any(word in text for word in words[status])
    assert ("-60" in text) == (status is Status.CURED)


def test_the_cushion_says_what_it_holds_and_what_it_would():
    held = told(scored([piece(Kind.CONTACT_VERIFIED)], last=700))
    assert held.cushion is not None
    assert held.cushion.text == (
        "250 points more, so that your score does not fall below 640: it was 700 on 2 February "
        "2026, and may have lost 60 points since."
    )
    assert held.text.endswith("and 250 points that keep it from falling too fast.")
    free = told(scored([piece(Kind.CONTACT_VERIFIED)], last=400))
    assert free.cushion is not None
    assert free.cushion.text.startswith("Nothing: your score was 400")


def test_what_would_change_it_comes_largest_first_and_has_room():
    evidence = [*many(Kind.CONTACT_VERIFIED, 1), piece(Kind.RETURNED_LATE, 10)]
    answer = told(scored(evidence))
    gains = [way.micro_points for way in answer.ways]
    assert gains == sorted(gains, reverse=True)
    kinds = {way.kind for way in answer.ways}
    assert Kind.CONTACT_VERIFIED not in kinds  # its cap is reached
    late = [way.text for way in answer.ways if way.kind == Kind.RETURNED_LATE]
    assert late == [
        "Making good what happened on 22 February 2026 (Returned late): 7.127192 points more.",
        "What happened on 22 February 2026 (Returned late) fades by itself: 2.087504 points more "
        "in 30 days.",
    ]


def test_each_way_adds_what_it_says():
    evidence = [piece(Kind.CONTACT_VERIFIED, name="always"), *many(Kind.TASK_COMPLETED, 7, 3)]
    found = scored(evidence)
    for way in told(found).ways:
        more = scored([*evidence, piece(Kind(way.kind), name="more")])
        before, after = (
            sum(each.micro_points for part in one.parts for each in part.lines)
            for one in (found, more)
        )
        assert after - before == way.micro_points


def test_the_next_level_and_the_highest():
    assert told(scored([piece(Kind.TASK_COMPLETED)])).next_level.text == (
        "Level sapling begins at 550: 198 points more."
    )
    assert told(replace(scored([piece(Kind.TASK_COMPLETED)]), value=700)).next_level is None


def test_by_another_version_no_rules_are_told():
    answer = told(scored([piece(Kind.TASK_COMPLETED, 60)]), scheme=replace(SESAME, version=2))
    assert (answer.ways, answer.next_level, answer.level_text) == ((), None, "sprout")
    assert line(answer, Kind.TASK_COMPLETED).items[0].text.endswith("Kiosk: 1 point.")


def test_a_part_that_takes_says_between_what():
    parts = (PartRule(name="history", most=210, least=-350), *SESAME.parts[1:])
    scheme = replace(
        SESAME, parts=parts, levels=(replace(SESAME.levels[0], at_least=0), *SESAME.levels[1:])
    )
    answer = told(scored([piece(Kind.BREACH)], scheme=scheme), scheme=scheme)
    assert answer.value == 290
    assert (
        part(answer, "history").text == "History: -60 points, between -350 points and 210 points."
    )
    assert "-60 points from its parts" in answer.text


@READERS
@pytest.mark.parametrize(("days", "pieces", "ways"), [(3, 1, 2), (30, 2, 1), (29, 3, 1), (0, 0, 2)])
def test_without_a_score_what_it_needs(speech, days, pieces, ways):
    gap = NotAvailable(active_days=days, active_days_min=30, evidence=pieces, evidence_min=3)
    answer = explained_gap(gap, speech)
    assert len(answer.ways) == ways
    for number in (30, 3, days, pieces):
        assert str(number) in answer.text
    if days < 30:
        assert str(30 - days) in answer.ways[0]
