"""Path and query values, in words."""

from collections.abc import Sequence
from typing import Any

from service.http.openapi.operation import Document, Operation
from service.http.openapi.walk import walk

NULL = {"type": "null"}
MEANINGS = {
    "limit": "At most this many on a page.",
    "cursor": "`next_cursor` of the page before; without it the first page.",
    "top": "How many of the first places.",
    "around": "How many neighbours each way.",
    "cycle": "The name of a cycle of scores: a month, a date, or a time.",
    "revision": "The number of a revision of the cycle; 0, or none, is the one in force.",
    "month": "A calendar month of the programme's zone, such as 2026-03.",
    "number": "The number of a version of the programme.",
    "purpose": "What is agreed to.",
    "reason": "Only transfers of this kind.",
    "side": "Only transfers that changed this balance.",
    "from": "Only what happened at this time or later.",
    "to": "Only what happened before this time.",
    "counterparty": "Who is agreed with: a merchant, a board, or `programme`.",
}


def describe_parameters(_document: Document, operations: Sequence[Operation]) -> None:
    """Each says what it is, in whole numbers where it is one, and says nothing twice."""
    for operation in operations:
        for each in operation.spec.get("parameters", ()):
            for name in ("allowEmptyValue", "allowReserved", "deprecated"):
                if each.get(name) is False:
                    del each[name]
            usual = f"Which {each['name'].replace('_', ' ')}, by id."
            each["description"] = MEANINGS.get(each["name"], each.get("description", usual))
            if "schema" in each:
                each["schema"] = _never_null(each["schema"])
            for schema in walk(each):
                _whole(schema)


def _never_null(schema: Document) -> Document:
    """What is left out is absent: nobody sends a null in a path or a query."""
    kept = [each for each in schema.get("oneOf", ()) if each != NULL]
    return kept[0] if len(kept) == 1 else schema


def _whole(schema: dict[str, Any]) -> None:
    """Litestar writes the bounds of integers as 1.0 and 100.0."""
    for bound in ("minimum", "maximum"):
        if isinstance(schema.get(bound), float) and schema.get("type") == "integer":
            schema[bound] = int(schema[bound])
