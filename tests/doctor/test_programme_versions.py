"""The doctor on versions: what is in force or announced, and what was done to them by hand."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from service.doctor.finding import Verdict
from service.doctor.programme import judge_versions
from service.members.consents import Purpose
from service.programme_demo import DEMO
from service.store.programmes import first_version
from service.store.schema.documents import StoredProgramme
from tests.people import DAY, NOON

replace = msgspec.structs.replace
MS = timedelta(milliseconds=1)


def stored(number: int, days: int, **changes: Any) -> StoredProgramme:
    """A version that takes effect so many days after noon."""
    programme = replace(DEMO, version=number, effective_at=NOON + days * DAY)
    return replace(first_version(programme), **changes)


def test_it_says_which_is_in_force_and_which_is_announced() -> None:
    found = judge_versions([stored(1, -9), stored(2, -1), stored(3, 1)], NOON)
    assert (found.verdict, found.sentence) == (
        Verdict.OK,
        "demo, a sandbox; version 2 is in force. Version 3 takes effect at "
        "2026-03-05T12:00:00+00:00.",
    )


def test_what_is_over_need_not_be_readable() -> None:
    rows = [stored(1, -9, document=b"{}"), stored(2, -1)]
    assert judge_versions(rows, NOON).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([stored(1, -9), stored(3, -1)], "version 3 follows version 1: restore what is missing"),
        ([stored(1, -9), stored(2, -1, document=b"{}")], "version 2: Object missing required"),
        ([stored(1, -9), stored(2, 1, document=b"{}")], "version 2: Object missing required"),
        ([stored(1, -9, version=2)], "its document says something else"),
        (
            [stored(1, -9, effective_at=NOON - 9 * DAY + MS)],
            "version 1 was announced for 2026-02-23T12:00:00.001000+00:00",
        ),
        ([stored(1, -9), stored(2, 1, effective_at=NOON)], "somebody has edited it"),
    ],
)
def test_what_is_wrong_with_them_is_a_failure(rows: list[StoredProgramme], says: str) -> None:
    found = judge_versions(rows, NOON)
    assert found.verdict is Verdict.FAILED
    assert says in found.sentence


def test_words_that_are_missing_are_those_of_the_last() -> None:
    programme = replace(
        DEMO,
        version=2,
        effective_at=NOON + DAY,
        translations={},
        consent_texts=DEMO.consent_texts[: len(Purpose)],
    )
    found = judge_versions([stored(1, -9), first_version(programme)], NOON)
    assert found.verdict is Verdict.WARNING
    assert "are not in zh-CN" in found.sentence
