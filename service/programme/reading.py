"""The document as JSON: what is read is judged whole."""

import msgspec

from rewards.refusal import Refusal
from service.programme.document import Programme
from service.programme.validate import validate


class InvalidProgramme(Refusal, frozen=True, kw_only=True):
    """The document cannot be used; `sentences` say all that is wrong with it."""

    sentences: tuple[str, ...]

    def detail(self) -> str:
        return f"Correct the programme document: {'; '.join(self.sentences)}."


def read(document: bytes) -> Programme | InvalidProgramme:
    """The programme in a JSON `document`, if it is one and nothing is wrong with it."""
    try:
        programme = msgspec.json.decode(document, type=Programme)
    except (msgspec.DecodeError, RecursionError) as error:
        return InvalidProgramme(sentences=(str(error),))
    found = validate(programme)
    return InvalidProgramme(sentences=tuple(found)) if found else programme


def write(programme: Programme) -> bytes:
    """The programme as indented JSON; `read` gives an equal value back."""
    return msgspec.json.format(msgspec.json.encode(programme), indent=2)
