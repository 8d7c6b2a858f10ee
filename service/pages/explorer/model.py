"""What the page shows, as plain values for its template."""

from typing import Any, NamedTuple

from service.pages.explorer.prose import Prose

Document = dict[str, Any]


class Field(NamedTuple):
    """One property. `kind` and `limits` are words for a person; `fields` is what lies inside."""

    name: str
    kind: str
    required: bool
    limits: tuple[str, ...]
    text: Prose
    fields: tuple["Field", ...]


class Parameter(NamedTuple):
    """Something beside the body; `place` is path, query or header."""

    place: str
    field: Field
    example: str


class Example(NamedTuple):
    """A body to start from, as indented JSON."""

    name: str
    text: str


class Body(NamedTuple):
    """What an operation takes."""

    media_type: str
    fields: tuple[Field, ...]
    examples: tuple[Example, ...]


class Answer(NamedTuple):
    """What an operation answers with one status. `problem`: it is one of RFC 9457."""

    status: str
    text: Prose
    media_type: str
    problem: bool
    kind: str
    fields: tuple[Field, ...]


class Operation(NamedTuple):
    """One method of one path. `schemes`: the credentials of which one is needed."""

    id: str
    method: str
    path: str
    title: str
    text: Prose
    schemes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]


class Group(NamedTuple):
    """The operations of one tag."""

    name: str
    text: Prose
    operations: tuple[Operation, ...]


class Scheme(NamedTuple):
    """A kind of credential that is sent as a bearer token."""

    name: str
    text: Prose


class Reference(NamedTuple):
    """The whole page."""

    title: str
    version: str
    text: Prose
    schemes: tuple[Scheme, ...]
    groups: tuple[Group, ...]
    problem: tuple[Field, ...]
