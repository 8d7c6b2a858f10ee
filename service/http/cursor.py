"""Cursors: where a page ended, signed, so that nobody asks the database questions through one."""

import base64
import hmac
from typing import Annotated

import msgspec
from litestar.params import QueryParameter

from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest
from service.keys import Keys
from service.store.lists import PAGE_MAX, Place

LENGTH_MAX = 512
MARK = 32  # hex digits of the signature: 128 bits

Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=PAGE_MAX)]
Cursor = Annotated[str, QueryParameter(name="cursor", max_length=LENGTH_MAX)]


def write_cursor(keys: Keys, scope: str, place: Place | None) -> str | None:
    """The cursor for the page after `place`; `scope` is the list and whose it is."""
    if place is None:
        return None
    text = base64.urlsafe_b64encode(msgspec.json.encode(place)).decode()
    return f"{text}.{keys.cursor_mark(scope, text)[:MARK]}"


def read_cursor(keys: Keys, scope: str, cursor: str) -> Place | None:
    """Where the page before ended; None for the first page. Refused if it is not ours."""
    if not cursor:
        return None
    text, _, mark = cursor.partition(".")
    expected = keys.cursor_mark(scope, text)[:MARK]
    if not hmac.compare_digest(mark.encode(), expected.encode()):
        detail = "This cursor is not for this list: begin again without one"
        raise Refused(InvalidRequest(errors=(FieldError(field="cursor", detail=detail),)))
    return msgspec.json.decode(base64.urlsafe_b64decode(text), type=Place)
