"""Which values a field of a body may have, for the sentence that refuses another one."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

_STEP = re.compile(r"\[[^\]]*\]|[^.\[\]]+")
# More than these are better looked up.
SAID_MAX = 12


@cache
def choices_at(type_: Any, field: str) -> tuple[str, ...]:
    """The values that `field`, e.g. `scopes[0]`, takes in a body of `type_`; empty if they are not
    listed, or too many to say."""
    kinds = [inspect.type_info(type_)]
    for step in _STEP.findall(field):
        kinds = [inner for kind in _alternatives(kinds) for inner in _step(kind, step)]
    values = [str(value) for kind in _alternatives(kinds) for value in _values(kind)]
    return tuple(values) if len(values) <= SAID_MAX else ()


def _alternatives(kinds: list[inspect.Type]) -> Iterator[inspect.Type]:
    for kind in kinds:
        if isinstance(kind, inspect.UnionType):
            yield from kind.types
        elif isinstance(kind, inspect.Metadata):
            yield from _alternatives([kind.type])
        else:
            yield kind


def _step(kind: inspect.Type, step: str) -> Iterator[inspect.Type]:
    match kind:
        case inspect.StructType():
            yield from (each.type for each in kind.fields if each.encode_name == step)
        case inspect.DictType():
            yield kind.value_type
        case inspect.ListType() | inspect.SetType() | inspect.FrozenSetType():
            yield kind.item_type
        case inspect.VarTupleType():
            yield kind.item_type


def _values(kind: inspect.Type) -> tuple[Any, ...]:
    match kind:
        case inspect.EnumType():
            return tuple(each.value for each in kind.cls)
        case inspect.LiteralType():
            return tuple(kind.values)
        case _:
            return ()
