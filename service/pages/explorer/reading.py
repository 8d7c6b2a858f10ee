"""The OpenAPI document, read into what the page shows."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.pages.explorer.examples import examples_of, written
from service.pages.explorer.fields import field_of, fields_of
from service.pages.explorer.model import (
    Answer,
    Body,
    Document,
    Field,
    Group,
    Operation,
    Parameter,
    Reference,
    Scheme,
)
from service.pages.explorer.prose import prose, without_title
from service.pages.explorer.schemas import kind_of, resolved

METHODS = ("get", "post", "put", "patch", "delete")
PROBLEM = "application/problem+json"
OTHER = "other"
CALLERS = ("member", "merchant", "display", "operator")

Part = Mapping[str, Any]


def read(document: Document) -> Reference:
    """Everything in the document, by tag, in the document's order."""
    info = document["info"]
    found = [
        (tag, _operation(document, path, method, operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
        for tag in (operation.get("tags") or [OTHER])[:1]
    ]
    texts = {each["name"]: each.get("description", "") for each in document.get("tags", ())}
    tags = dict.fromkeys([*texts, *(tag for tag, _ in found)])
    groups = (
        Group(tag, prose(texts.get(tag, "")), tuple(each for of, each in found if of == tag))
        for tag in tags
    )
    return Reference(
        title=info["title"],
        version=str(info["version"]),
        text=prose(info.get("description", "")),
        schemes=tuple(_schemes(document)),
        groups=tuple(group for group in groups if group.operations),
        problem=_problem(document),
    )


def _schemes(document: Document) -> Iterator[Scheme]:
    """Those that most people have come first; the document is sorted by name."""
    declared = document.get("components", {}).get("securitySchemes", {})
    for name, scheme in sorted(declared.items(), key=lambda each: _place(each[0])):
        if scheme.get("type") == "http" and scheme.get("scheme", "").lower() == "bearer":
            yield Scheme(name, prose(scheme.get("description", "")))


def _place(name: str) -> int:
    return CALLERS.index(name) if name in CALLERS else len(CALLERS)


def _problem(document: Document) -> tuple[Field, ...]:
    """The one shape of all problems, if the document names it."""
    found = document.get("components", {}).get("schemas", {}).get("Problem")
    return fields_of(document, found) if found else ()


def _operation(document: Document, path: str, method: str, found: Part) -> Operation:
    needed = found.get("security", document.get("security", ()))
    body, title = found.get("requestBody"), found.get("summary", "")
    return Operation(
        id=found.get("operationId", f"{method}{path}"),
        method=method,
        path=path,
        title=title,
        text=prose(without_title(found.get("description", ""), title)),
        schemes=tuple(dict.fromkeys(name for each in needed for name in each)),
        parameters=tuple(_parameter(document, each) for each in found.get("parameters", ())),
        body=_body(document, resolved(document, body)) if body else None,
        answers=tuple(
            _answer(document, str(status), resolved(document, each))
            for status, each in sorted(found.get("responses", {}).items())
        ),
    )


def _parameter(document: Document, found: Part) -> Parameter:
    found = resolved(document, found)
    schema = found.get("schema", {})
    field = field_of(document, found["name"], schema, required=found.get("required", False))
    said = found.get("example", schema.get("default"))
    return Parameter(
        place=found["in"],
        field=field._replace(text=prose(found.get("description", "")) or field.text),
        example=said if isinstance(said, str) else "" if said is None else written(said),
    )


def _body(document: Document, found: Part) -> Body | None:
    for media_type, media in found.get("content", {}).items():
        schema = media.get("schema", {})
        return Body(media_type, fields_of(document, schema), examples_of(document, media))
    return None


def _answer(document: Document, status: str, found: Part) -> Answer:
    content: Mapping[str, Part] = found.get("content", {})
    media_type, media = next(iter(content.items()), ("", {}))
    schema, problem = media.get("schema"), media_type == PROBLEM
    return Answer(
        status=status,
        text=prose(found.get("description", "")),
        media_type=media_type,
        problem=problem,
        kind=kind_of(document, schema) if schema else "",
        # Every problem has the one shape, which the page shows once.
        fields=fields_of(document, schema) if schema and not problem else (),
    )
