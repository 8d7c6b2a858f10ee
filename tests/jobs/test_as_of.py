"""What may be asked for by name and time, and what is refused in one sentence."""

from datetime import UTC, datetime
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.jobs.as_of import NotATime, TimeInFuture, UnknownJob, may_run
from service.jobs.cycle import CycleNotOver
from service.jobs.timetable import TIMETABLE
from tests.jobs.test_cycle import DAILY, MONTHLY

NOW = datetime(2026, 3, 20, 12, 30, 15, 123000, tzinfo=UTC)


def ask(name: str, text: str | None, **more: Any) -> Any:
    return may_run(TIMETABLE, name, text, **({"programme": MONTHLY, "now": NOW} | more))


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        (None, NOW),
        ("2026-03-20T12:30:15.123Z", NOW),
        ("2026-03-06T00:00:00+01:00", datetime(2026, 3, 5, 23, tzinfo=UTC)),
        ("2026-03-05T23:00:00.0009Z", datetime(2026, 3, 5, 23, tzinfo=UTC)),
    ],
)
def test_a_time_with_its_offset_is_taken(text: str | None, as_of: datetime) -> None:
    job, at = ask("wither_seeds", text)
    assert (job.name, at) == ("wither_seeds", as_of)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("wither", None, UnknownJob),
        ("", None, UnknownJob),
        ("wither_seeds", "yesterday", NotATime),
        ("wither_seeds", "", NotATime),
        ("wither_seeds", "2026-03-05", NotATime),
        ("wither_seeds", "2026-03-05T23:00:00", NotATime),
        ("wither_seeds", "2026-13-05T23:00:00Z", NotATime),
        ("wither_seeds", "2026-03-20T12:30:15.124Z", TimeInFuture),
        ("wither_seeds", "9999-12-31T23:59:59Z", TimeInFuture),
        ("wither_seeds", "0001-01-01T00:00:00+14:00", NotATime),
        ("publish_scores", "2026-03-02T00:00:00Z", CycleNotOver),
    ],
)
def test_what_cannot_be_is_refused(name: str, text: str | None, kind: type[Refusal]) -> None:
    refused = ask(name, text)
    assert isinstance(refused, kind)
    assert "\n" not in refused.detail()


def test_daily_scores_may_be_published_now() -> None:
    assert not isinstance(ask("publish_scores", None, programme=DAILY), Refusal)
