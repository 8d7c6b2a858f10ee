"""What does not fit is told as people are told, and what somebody has worded stays."""

import msgspec
import pytest

from service.http.problems.refusals import FieldError, InvalidRequest
from service.language.languages import Language
from service.language.problems import retold
from service.pages.fit import in_words, unread


def worded(detail: str, field: str = "name", language: Language = Language.EN) -> FieldError:
    said = InvalidRequest(errors=(FieldError(field=field, detail=detail),))
    (one,) = in_words(said, language).errors
    return one


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("Expected `str` of length >= 2", "Use at least 2 characters."),
        ("Expected `str` of length >= 1", "Fill this in."),
        ("Expected `str` of length <= 60", "Use at most 60 characters."),
        ("Expected `int` >= 1900", "Use 1900 or more."),
        ("Expected `int` <= 2100", "Use 2100 or less."),
        ("Expected `int`, got `str`", "It is not complete, or has another form than is asked for."),
        (
            "Expected `str` matching regex '^[0-9]{8}$'",
            "It is not complete, or has another form than is asked for.",
        ),
        ("Tick the box if you agree.", "Tick the box if you agree."),
    ],
)
def test_what_does_not_fit(detail: str, told: str) -> None:
    assert (worded(detail).field, worded(detail).detail) == ("name", told)
    assert "`" not in worded(detail, language=Language.ZH_CN).detail


def test_what_is_missing_is_said_of_its_field() -> None:
    said = worded("Object missing required field `statement`", field="")
    assert (said.field, said.detail) == ("statement", "Fill this in.")


def test_what_is_in_the_readers_language_is_not_translated_again() -> None:
    told = unread("agreed", "请勾选方框。").refusal
    short = in_words(
        InvalidRequest(errors=(FieldError(field="name", detail="Expected `str` of length >= 2"),)),
        Language.ZH_CN,
    )
    assert isinstance(told, InvalidRequest)
    for said in (told, short):
        again = retold(said, Language.ZH_CN)
        assert isinstance(again, InvalidRequest)
        assert again.errors == said.errors
        assert b"detail" in msgspec.json.encode(again)
