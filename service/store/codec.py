"""Values to BSON: every integer becomes an int64, wherever the type says an integer can stand.

MongoDB would store a small Python int as int32. Amounts and versions must never change their
type as they grow, so the places are found once per type and wrapped on the way out.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from bson.int64 import Int64
from msgspec import inspect

# Wraps the integers inside a value of one type; values of a struct are changed in place.
Wrap = Callable[[Any], Any]

# Types with no integer inside.
WHOLE = (
    inspect.StrType,
    inspect.BoolType,
    inspect.DateTimeType,
    inspect.BytesType,
    inspect.NoneType,
)


NESTED = (dict, list)


def wraps_of(type_: type[msgspec.Struct]) -> dict[str, Wrap]:
    """For each field of a struct that can hold integers, at any depth, what wraps them.

    TypeError for a type that has no place here.
    """
    info = inspect.type_info(type_)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{type_} is no struct")
    return _wraps_of(info)


def _wraps_of(info: inspect.StructType) -> dict[str, Wrap]:
    wraps = {field.encode_name: _wrap_of(field.type) for field in info.fields}
    return {name: wrap for name, wrap in wraps.items() if wrap}


def _wrap_of(info: inspect.Type) -> Wrap | None:
    match info:
        case inspect.IntType():
            return _long
        case inspect.StructType():
            wraps = _wraps_of(info)
            return _fields(wraps) if wraps else None
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            wrap = _wrap_of(item)
            return _items(wrap) if wrap else None
        case inspect.DictType(value_type=value):
            wrap = _wrap_of(value)
            return _values(wrap) if wrap else None
        case inspect.UnionType(types=types):
            return _only(types)
        case inspect.EnumType(cls=cls) if all(isinstance(one.value, str) for one in cls):
            return None
        case _ if isinstance(info, WHOLE):
            return None
        case _:
            raise TypeError(f"{info} cannot be stored: its integers would not be found")


def _only(types: tuple[inspect.Type, ...]) -> Wrap | None:
    wraps = [wrap for wrap in map(_wrap_of, types) if wrap]
    if len(wraps) > 1:
        raise TypeError("a stored field is an integer, a struct or a list, not one of them")
    return _beside_others(wraps[0]) if wraps else None


def _long(value: Any) -> Any:
    # Beside it, a union may allow a text or a truth.
    return Int64(value) if type(value) is int else value


def _beside_others(wrap: Wrap) -> Wrap:
    """For a union's one type with integers: its other types are nothing, texts or times."""
    return wrap if wrap is _long else lambda value: wrap(value) if type(value) in NESTED else value


def _fields(wraps: dict[str, Wrap]) -> Wrap:
    pairs = tuple(wraps.items())

    def wrap_fields(raw: Any) -> Any:
        for name, wrap in pairs:
            if name in raw:
                raw[name] = wrap(raw[name])
        return raw

    return wrap_fields


def _items(wrap: Wrap) -> Wrap:
    return lambda values: [wrap(value) for value in values]


def _values(wrap: Wrap) -> Wrap:
    return lambda values: {name: wrap(value) for name, value in values.items()}


def bson_ready(doc: msgspec.Struct, wraps: dict[str, Wrap]) -> dict[str, Any]:
    """The document as plain values that BSON can hold, with int64 for every integer."""
    raw: dict[str, Any] = msgspec.to_builtins(doc, builtin_types=(datetime, bytes))
    for name, wrap in wraps.items():
        if name in raw:
            raw[name] = wrap(raw[name])
    return raw


def bson_value(value: Any, wrap: Wrap | None) -> Any:
    """One field's value as `bson_ready` would make it."""
    raw = msgspec.to_builtins(value, builtin_types=(datetime, bytes))
    return wrap(raw) if wrap else raw
