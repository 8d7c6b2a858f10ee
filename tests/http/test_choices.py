"""A value that is none of a few is refused with the few."""

import enum
from typing import Annotated, Literal

import msgspec
import pytest

from service.http.body import decode
from service.http.choices import SAID_MAX, choices_at
from service.http.problems.raised import Refused
from service.http.problems.refusals import InvalidRequest
from service.language.languages import Language
from service.language.problems import words_of


class Scope(enum.StrEnum):
    LOOK = "look"
    TOUCH = "touch"


MANY = enum.StrEnum("MANY", [f"each{at}" for at in range(SAID_MAX + 1)])


class Inner(msgspec.Struct):
    kind: Literal["umbrella", "bicycle"]


class Body(msgspec.Struct):
    scopes: tuple[Scope, ...] = ()
    inner: Inner | None = None
    by_name: dict[str, list[Scope]] = {}
    bounded: Annotated[list[Scope], msgspec.Meta(max_length=3)] = []
    many: MANY | None = None
    free: str = ""


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("scopes[0]", ("look", "touch")),
        ("inner.kind", ("umbrella", "bicycle")),
        ("by_name[...][0]", ("look", "touch")),
        ("bounded[2]", ("look", "touch")),
        ("many", ()),
        ("free", ()),
        ("nowhere", ()),
        ("", ()),
    ],
)
def test_choices(field: str, choices: tuple[str, ...]) -> None:
    found = choices_at(Body, field)
    assert sorted(found) == sorted(choices)


@pytest.mark.parametrize("body", [b'{"scopes":["own"]}', b'{"by_name":{"x":["own"]}}'])
def test_the_refusal_says_them(body: bytes) -> None:
    with pytest.raises(Refused) as caught:
        decode(body, Body)
    refusal = caught.value.refusal
    assert isinstance(refusal, InvalidRequest)
    assert refusal.errors[0].detail == "Invalid enum value 'own': use one of look, touch"
    chinese = words_of(refusal, Language.ZH_CN).detail
    assert "look, touch" in chinese
    assert "Invalid" not in chinese
