"""What a pure rule says instead of an answer.

A refusal is a value: it carries the numbers that explain it, and a stable code derived from its
class name (`NotEnoughSeeds` -> `not_enough_seeds`). It knows no HTTP status; the doors have one
table for that.
"""

import re
from typing import Any, Union

import msgspec


def code_of(class_name: str) -> str:
    """The stable code of a refusal class: its name in snake case."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower()


class Refusal(msgspec.Struct, frozen=True, kw_only=True, tag_field="code", tag=code_of):
    """Base of every refusal. Subclasses are final, hold plain values, and override `detail`."""

    @property
    def code(self) -> str:
        """Stable machine-readable code, the same for ever."""
        return code_of(type(self).__name__)

    def detail(self) -> str:
        """One sentence for a person: what is wrong and what to do about it."""
        raise TypeError(f"{type(self).__name__} says nothing to people: override detail()")


def is_refusal(value: object) -> bool:
    """True for a refusal; rules return `Answer | Refusal` and callers ask this."""
    return isinstance(value, Refusal)


def refusal_classes() -> list[type[Refusal]]:
    """Every refusal class that has been imported, by code."""
    found = {cls.__name__: cls for cls in Refusal.__subclasses__()}
    return [found[name] for name in sorted(found)]


def every_refusal() -> Any:
    """The union of all refusal classes, for decoding a stored refusal by its code."""
    return Union[tuple(refusal_classes())]  # noqa: UP007 - a union made at run time
