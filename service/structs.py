"""Which structs a type is made of."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import inspect


def structs_in(types: Iterable[Any]) -> set[type[msgspec.Struct]]:
    """Every struct in `types`, however deep."""
    found: set[type[msgspec.Struct]] = set()
    for each in types:
        _collect(inspect.type_info(each), found)
    return found


def _collect(node: Any, found: set[type[msgspec.Struct]]) -> None:
    if isinstance(node, inspect.StructType):
        if node.cls in found:
            return
        found.add(node.cls)
    for name in node.__struct_fields__:
        value = getattr(node, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, inspect.Type | inspect.Field):
                _collect(each, found)
