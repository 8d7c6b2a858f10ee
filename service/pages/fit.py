"""What was typed and does not fit, in a reader's words: bodies speak to programs. Pure."""

import re

from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest, SpokenError
from service.language.languages import Language
from service.pages.words import speaking

_MISSING = re.compile(r"Object missing required field `(?P<field>\w+)`")
_SHORT = re.compile(r"Expected `str` of length >= (?P<count>[0-9]+)")
_LONG = re.compile(r"Expected `str` of length <= (?P<count>[0-9]+)")
_LEAST = re.compile(r"Expected `int` >= (?P<count>-?[0-9]+)")
_MOST = re.compile(r"Expected `int` <= (?P<count>-?[0-9]+)")
_OTHER = re.compile(r"(?:Expected `|Invalid ).*")


def in_words(said: InvalidRequest, language: Language) -> InvalidRequest:
    """The same of each field, as a person is told it."""
    return InvalidRequest(errors=tuple(_worded(each, language) for each in said.errors))


def unread(field: str, told: str) -> Refused:
    """What a page says of a field by itself, in the reader's language."""
    return Refused(InvalidRequest(errors=(SpokenError(field=field, detail=told),)))


def _worded(error: FieldError, language: Language) -> FieldError:
    """What somebody has put into words already stays."""
    speak = speaking(language)
    if missing := _MISSING.fullmatch(error.detail):
        return SpokenError(field=missing["field"], detail=speak("Fill this in."))
    if short := _SHORT.fullmatch(error.detail):
        if short["count"] == "1":
            return _told(error, speak("Fill this in."))
        return _told(error, speak("Use at least {count} characters.", count=short["count"]))
    if long := _LONG.fullmatch(error.detail):
        return _told(error, speak("Use at most {count} characters.", count=long["count"]))
    if least := _LEAST.fullmatch(error.detail):
        return _told(error, speak("Use {count} or more.", count=least["count"]))
    if most := _MOST.fullmatch(error.detail):
        return _told(error, speak("Use {count} or less.", count=most["count"]))
    if _OTHER.fullmatch(error.detail):
        return _told(error, speak("It is not complete, or has another form than is asked for."))
    return error


def _told(error: FieldError, detail: str) -> FieldError:
    return SpokenError(field=error.field, detail=detail)
