"""Going through a document."""

from collections.abc import Iterator
from typing import Any

from service.http.openapi.operation import Document

PREFIX = "#/components/schemas/"


def walk(node: Any) -> Iterator[Document]:
    """Every object in `node`, itself first. What is in examples is no part of the description."""
    if isinstance(node, dict):
        yield node
        for name, each in list(node.items()):
            if name not in ("examples", "example", "default", "enum"):
                yield from walk(each)
    elif isinstance(node, list):
        for each in node:
            yield from walk(each)
