"""Places in a programme document: how they are written, and what is the same thing in two. Pure."""

import json
import re
from typing import Any

KEYS = (("purpose", "language"), ("id",), ("name",), ("kind",), ("level",))
"""What a thing in a list is known by: the first of these that all in it have, each its own."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BRACKETS = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]')

Things = dict[str, Any]


def named(path: str, name: str) -> str:
    """The place of a field of an object: `a.b`, or `a["some words"]`."""
    if not _PLAIN.fullmatch(name):
        return f"{path}[{json.dumps(name, ensure_ascii=False)}]"
    return f"{path}.{name}" if path else name


def pattern_of(path: str) -> str:
    """The place without ids: `tasks[return-umbrella].seeds` is a `tasks[].seeds`."""
    return _BRACKETS.sub("[]", path)


def keyed(old: Any, new: Any) -> tuple[Things | None, Things | None]:
    """Two lists of things by what they are known by, or by their number; None for other values."""
    if not (_is_of_things(old) and _is_of_things(new)) or not (old or new):
        return None, None
    for fields in KEYS:
        ours, theirs = _by(fields, old), _by(fields, new)
        if ours is not None and theirs is not None:
            return ours, theirs
    return _numbered(old), _numbered(new)


def _is_of_things(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, dict) for each in value)


def _by(fields: tuple[str, ...], things: Any) -> Things | None:
    if not all(field in each for each in things for field in fields):
        return None
    found = {" ".join(str(each[field]) for field in fields): each for each in things}
    return found if len(found) == len(things) else None


def _numbered(things: Any) -> Things:
    return {str(number): each for number, each in enumerate(things)}
