"""A text that a member can send has a canary in the life that is forgotten, or a reason."""

from collections.abc import Iterator
from typing import Any

from service.http.openapi.operation import Document, Operation
from tests.http.texts import NONE, PLANTED


def texts(document: Document, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """The fields below a schema that hold any text, by path."""
    schema = _plain(document, schema)
    for each in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from texts(document, each, place)
    if "items" in schema:
        yield from texts(document, schema["items"], place)
    for name, field in schema.get("properties", {}).items():
        found, path = _plain(document, field), f"{place}.{name}".lstrip(".")
        if "string" in found.get("type", ()) and not {"enum", "format", "const"} & found.keys():
            yield path
        else:
            yield from texts(document, found, path)


def _plain(document: Document, schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def test_every_text_has_a_canary_or_a_reason(
    document: Document, operations: list[Operation]
) -> None:
    found = {
        (each.id, field)
        for each in operations
        if f"{each.path}/".startswith(("/v1/me/", "/v1/sign-in/"))
        for media in each.spec.get("requestBody", {}).get("content", {}).values()
        for field in texts(document, media["schema"])
    }
    assert found == PLANTED.keys() | NONE.keys()
    assert not PLANTED.keys() & NONE.keys()
