"""Bodies: bounded, JSON by name and by nature, decoded once and strictly into the handler's type.

Litestar would take JSON as text/plain, fall over a thousand brackets, and read "5" as a 5.
"""

import re
from functools import cache
from typing import Any

import msgspec
from litestar import Request
from litestar.enums import RequestEncodingType

from service.http.choices import choices_at
from service.http.problems.raised import Refused
from service.http.problems.refusals import (
    BodyMissing,
    FieldError,
    InvalidRequest,
    JsonTooDeep,
    MalformedJson,
    NotJson,
)

BYTES_MAX = 64 * 1024
LEVELS_MAX = 32

# A whole string, closed or not, or one bracket. Possessive, so that no input makes it go back.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
_WHERE = re.compile(r"(?P<what>.*) - at `(?:key in )?\$\.?(?P<field>.*)`", re.DOTALL)


class JsonRequest(Request[Any, Any, Any]):
    """A request whose JSON is checked before it is decoded, and decoded before a handler runs."""

    async def body(self) -> bytes:
        """At most 64 kB of declared JSON; Refused otherwise."""
        body = await super().body()
        if self.route_handler.parsed_data_field is None:
            return body
        if self.content_type[0] != RequestEncodingType.JSON:
            raise Refused(NotJson())
        if not body:
            raise Refused(BodyMissing())
        return body

    async def json(self) -> Any:
        """The handler's own body type; Refused for anything that is not one."""
        body = await self.body()
        if depth(body) > LEVELS_MAX:
            raise Refused(JsonTooDeep(levels_max=LEVELS_MAX))
        field = self.route_handler.parsed_data_field
        return decode(body, field.annotation if field else Any)


def depth(body: bytes) -> int:
    """How deep the brackets of `body` nest, outside of strings."""
    if body.count(b"[") + body.count(b"{") <= LEVELS_MAX:
        return 0  # few enough to be deep in no order
    level = deepest = 0
    for token in _TOKEN.finditer(body):
        mark = body[token.start()]
        level += (mark in b"[{") - (mark in b"]}")
        deepest = max(deepest, level)
    return deepest


def decode(body: bytes, type_: Any) -> Any:
    """`body` as a `type_`, strictly: no number in quotes, no unknown field. Refused otherwise."""
    try:
        return _decoder(type_).decode(body)
    except msgspec.ValidationError as error:
        raise Refused(InvalidRequest(errors=(field_error(type_, str(error)),))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(MalformedJson()) from error


@cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)


def field_error(type_: Any, text: str) -> FieldError:
    """What msgspec says of a value, apart from where it says it is."""
    found = _WHERE.fullmatch(text)
    if found is None:
        return FieldError(field="", detail=text)
    field, what = found["field"], found["what"]
    if what.startswith("Invalid enum value") and (choices := choices_at(type_, field)):
        what = f"{what}: use one of {', '.join(choices)}"
    return FieldError(field=field, detail=what)
