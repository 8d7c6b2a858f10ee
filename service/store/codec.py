"""Values to BSON: every integer becomes an int64, wherever the type says an integer can stand.

MongoDB would store a small Python int as int32. Amounts and versions must never change their
type as they grow, so the fields are found once per type and wrapped on the way out.
"""

from datetime import datetime
from typing import Any

import msgspec
from bson.int64 import Int64
from msgspec import inspect

# A plan says what to do with a value: LONG wraps it, a dict descends into the fields of a struct,
# a list of one plan into every item of an array, a tuple of one into every value of a map.
LONG = "long"
Plan = Any

# Types with no integer inside.
WHOLE = (
    inspect.StrType,
    inspect.BoolType,
    inspect.DateTimeType,
    inspect.BytesType,
    inspect.NoneType,
)


def plan_for(type_: type[msgspec.Struct]) -> dict[str, Plan]:
    """Which fields of a struct hold integers, at any depth. TypeError for what has no place."""
    info = inspect.type_info(type_)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{type_} is no struct")
    return _struct_plan(info)


def _struct_plan(info: inspect.StructType) -> dict[str, Plan]:
    plans = {field.encode_name: _plan(field.type) for field in info.fields}
    return {name: plan for name, plan in plans.items() if plan}


def _plan(info: inspect.Type) -> Plan:
    match info:
        case inspect.IntType():
            return LONG
        case inspect.StructType():
            return _struct_plan(info)
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            plan = _plan(item)
            return [plan] if plan else None
        case inspect.DictType(value_type=value):
            plan = _plan(value)
            return (plan,) if plan else None
        case inspect.UnionType(types=types):
            return _one_plan(types)
        case inspect.EnumType(cls=cls) if all(isinstance(one.value, str) for one in cls):
            return None
        case _ if isinstance(info, WHOLE):
            return None
        case _:
            raise TypeError(f"{info} cannot be stored: its integers would not be found")


def _one_plan(types: tuple[inspect.Type, ...]) -> Plan:
    plans = [plan for plan in map(_plan, types) if plan]
    if len(plans) > 1:
        raise TypeError("a stored field is an integer, a struct or a list, not one of them")
    return plans[0] if plans else None


def bson_ready(doc: msgspec.Struct, plan: dict[str, Plan]) -> dict[str, Any]:
    """The document as plain values that BSON can hold, with int64 where the plan says so."""
    raw: dict[str, Any] = msgspec.to_builtins(doc, builtin_types=(datetime, bytes))
    _wrap_fields(raw, plan)
    return raw


def bson_value(value: Any, plan: Plan) -> Any:
    """One field's value as `bson_ready` would make it."""
    raw = msgspec.to_builtins(value, builtin_types=(datetime, bytes))
    return _wrap(raw, plan) if plan and raw is not None else raw


def _wrap_fields(raw: dict[str, Any], plan: dict[str, Plan]) -> None:
    for name, field_plan in plan.items():
        value = raw.get(name)
        if value is not None:
            raw[name] = _wrap(value, field_plan)


def _wrap(value: Any, plan: Plan) -> Any:
    match plan:
        case str() if type(value) is int:  # beside it, a union may allow a text or a truth
            return Int64(value)
        case dict():
            _wrap_fields(value, plan)
        case [item] if isinstance(plan, list):
            return [_wrap(each, item) for each in value]
        case (item,):
            return {name: _wrap(each, item) for name, each in value.items()}
    return value
