"""Times that callers send."""

from datetime import UTC, datetime

from service.clock import cut
from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest

# Outside of these years a date cannot be brought into every time zone.
YEARS = range(2000, 2200)


def whole(at: datetime, field: str) -> datetime:
    """In UTC and whole milliseconds, as it will be stored. Refused for a date out of range, and for
    a time without its offset."""
    detail = None
    if at.utcoffset() is None:
        detail = "Expected `datetime` with a timezone component"
    elif at.year not in YEARS:
        detail = f"Expected a date in the years {YEARS.start} to {YEARS.stop - 1}"
    if detail is not None:
        raise Refused(InvalidRequest(errors=(FieldError(field=field, detail=detail),)))
    return cut(at.astimezone(UTC))
