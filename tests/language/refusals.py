"""Every refusal there is, and examples of each to be put into words."""

import enum
import importlib
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

import rewards
import service
import tasks
from rewards.refusal import Refusal, refusal_classes
from service.http.problems.refusals import FieldError
from service.language.problems import NONE, Entry

NOON = datetime(2026, 3, 4, 12, 0, 5, tzinfo=UTC)
ROOMS = {"rewards", "tasks", "service"}


def _import_all(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def refusals() -> dict[str, type[Refusal]]:
    """Every refusal class of the product, by its stable code."""
    for package in (rewards, tasks, service):
        _import_all(package)
    ours = (cls for cls in refusal_classes() if cls.__module__.split(".")[0] in ROOMS)
    return {cls.__struct_config__.tag: cls for cls in ours}


def examples(cls: type[Refusal], entry: Entry) -> Iterator[Refusal]:
    """One instance for each sentence that an entry may choose."""
    values = {field.name: example(field.type) for field in msgspec.structs.fields(cls)}
    yield cls(**values)
    if entry.by is not None:
        value = values[entry.by]
        for case in entry.when:
            chosen = nothing(value) if case == NONE else type(value)(case)
            yield cls(**values | {entry.by: chosen})


def nothing(value: Any) -> Any:
    """None in place of a time, else what is empty or zero of the same type."""
    return None if isinstance(value, datetime) else type(value)()


def example(kind: Any) -> Any:
    """Some value of a type. Texts have no letters, so that none is mistaken for English."""
    kind = (getattr(kind, "__metadata__", None) and kind.__origin__) or kind
    if get_origin(kind) in (Union, UnionType):
        return example(next(each for each in get_args(kind) if each is not type(None)))
    if get_origin(kind) is tuple:
        return (example(get_args(kind)[0]),) * 2
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    found = {str: "\u2460", int: 12345, bool: True, datetime: NOON, FieldError: FIELD_ERROR}
    return found[kind]


FIELD_ERROR = FieldError(field="\u2461", detail="Expected `int`, got `str`")
