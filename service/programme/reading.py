"""The document as JSON: what is read is judged whole."""

from collections.abc import Callable

import msgspec

from rewards.refusal import Refusal
from service.programme.document import Programme
from service.programme.forbidden import forbidden, unknown_account_kinds
from service.programme.policy import policy
from service.programme.validate import validate

Lint = Callable[[Programme], list[str]]


class InvalidProgramme(Refusal, frozen=True, kw_only=True):
    """The document cannot be used; `sentences` say all that is wrong with it."""

    sentences: tuple[str, ...]

    def detail(self) -> str:
        return f"Correct the programme document: {'; '.join(self.sentences)}."


def read(document: bytes) -> Programme | InvalidProgramme:
    """The programme in a JSON `document`, if it is one and nothing is wrong with it."""
    return _judged(document, validate)


def read_new(document: bytes) -> Programme | InvalidProgramme:
    """The same of one that is to be announced: it keeps to `policy` too."""
    return _judged(document, lambda programme: [*validate(programme), *policy(programme)])


def _judged(document: bytes, lint: Lint) -> Programme | InvalidProgramme:
    try:
        raw = msgspec.json.decode(document)
    except (msgspec.DecodeError, RecursionError) as error:
        return InvalidProgramme(sentences=(str(error),))
    found = [*forbidden(raw), *unknown_account_kinds(raw)]
    try:
        programme = msgspec.json.decode(document, type=Programme)
    except (msgspec.DecodeError, RecursionError) as error:
        # Why it may not be said, rather than that it is not in a list.
        return InvalidProgramme(sentences=tuple(found) or (str(error),))
    found += lint(programme)
    return InvalidProgramme(sentences=tuple(found)) if found else programme


def write(programme: Programme) -> bytes:
    """The programme as indented JSON; `read` gives an equal value back."""
    return msgspec.json.format(msgspec.json.encode(programme), indent=2)
