"""What a person may give as a span of time. Pure."""

import re
from datetime import timedelta

from rewards.refusal import Refusal

LENGTH_MAX = 40
_SPAN = re.compile(
    r"(?:(?P<weeks>\d{1,6})w)?(?:(?P<days>\d{1,6})d)?(?:(?P<hours>\d{1,6})h)?"
    r"(?:(?P<minutes>\d{1,6})m)?(?:(?P<seconds>\d{1,6})s)?",
    re.ASCII,
)


class NotASpan(Refusal, frozen=True, kw_only=True):
    """The text is no span of time."""

    text: str

    def detail(self) -> str:
        return (
            f"{self.text!r} is not a span of time, such as 2d, 36h, 90m or 1w2d12h: whole weeks, "
            "days, hours, minutes and seconds, in this order."
        )


def read_span(text: str) -> timedelta | NotASpan:
    """The span that a text such as 1w2d12h means; `0d` is one. A day has 24 hours."""
    found = _SPAN.fullmatch(text) if 0 < len(text) <= LENGTH_MAX else None
    if found is None:
        return NotASpan(text=text[:LENGTH_MAX])
    return timedelta(**{unit: int(count or 0) for unit, count in found.groupdict().items()})
