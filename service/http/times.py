"""Times that callers send."""

from datetime import UTC, datetime

from service.clock import cut
from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest

# Outside of these years a date cannot be brought into every time zone.
YEARS = range(2000, 2200)
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC) for year in (YEARS.start, YEARS.stop))


def whole(at: datetime, field: str) -> datetime:
    """In UTC and whole milliseconds, as it will be stored. Refused for a date out of range."""
    if at.year not in YEARS:
        detail = f"Expected a date in the years {YEARS.start} to {YEARS.stop - 1}"
        raise Refused(InvalidRequest(errors=(FieldError(field=field, detail=detail),)))
    return cut(at.astimezone(UTC))


def bound(at: datetime, field: str) -> datetime:
    """The same for one end of a span to look at: what is out of range is as far as there is
    anything. Refused for a time without its offset."""
    if at.utcoffset() is None:
        detail = "Expected `datetime` with a timezone component"
        raise Refused(InvalidRequest(errors=(FieldError(field=field, detail=detail),)))
    return cut(min(max(at, FIRST), LAST).astimezone(UTC))
