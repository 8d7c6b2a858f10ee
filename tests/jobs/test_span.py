"""Spans of time as people write them."""

from datetime import timedelta

import pytest

from service.jobs.span import NotASpan, read_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2d", timedelta(days=2)),
        ("36h", timedelta(hours=36)),
        ("90m", timedelta(minutes=90)),
        ("1w2d12h", timedelta(days=9, hours=12)),
        ("1d30s", timedelta(days=1, seconds=30)),
        ("0d", timedelta(0)),
        ("999999w", timedelta(weeks=999_999)),
    ],
)
def test_a_span_is_read(text: str, span: timedelta) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "d",
        "-1d",
        "+1d",
        "1.5d",
        "1d 2h",
        " 1d",
        "1d\n",
        "2h1d",
        "1d1d",
        "2 days",
        "1D",
        "\u0661d",
        "9999999d",
        "1w" * 50,
    ],
)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    refused = read_span(text)
    assert isinstance(refused, NotASpan)
    assert "\n" not in refused.detail()
    assert len(refused.text) <= 40
