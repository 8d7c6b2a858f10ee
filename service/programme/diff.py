"""What differs between two versions, place by place, for operators and for members. Pure.

Things with an id (tasks, merchants, levels, credit lines) are compared by it, so moving one is no
change of it. The right answer of a quiz is never said, only that it is another.
"""

import enum
import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from service.programme.document import Programme
from service.programme.places import keyed, named, pattern_of
from service.programme.told import is_told

ABOUT_ITSELF = ("version", "effective_at")
"""Fields that every version has anew; they are told beside the changes."""

SHOWN_MAX = 160
"""Characters of a value that are shown; a consent's text is longer."""

HIDDEN = "tasks[].questions[].answer"


class How(enum.StrEnum):
    """What happened at a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference. `before` and `after` are JSON, shortened; empty where there is nothing or it
    is not to be shown. `told`: members have to be told, as it gives them less or asks more."""

    path: str
    how: How
    before: str = ""
    after: str = ""
    told: bool = False

    @property
    def sentence(self) -> str:
        """For a person, such as `numbers.ledger.ripe_days: 30 -> 45`."""
        if self.how is How.CHANGED and (self.before or self.after):
            return f"{self.path}: {self.before} -> {self.after}"
        if self.how is How.MOVED:
            return f"{self.path}: in another order"
        return f"{self.path}: {self.how}"


def diff(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Every difference but those of version and time of effect, in the order of the document."""
    old, new = (msgspec.to_builtins(each) for each in (before, after))
    for name in ABOUT_ITSELF:
        del old[name], new[name]
    return differences(old, new)


def differences(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    """The same of two documents as plain values."""
    return tuple(_differ("", old, new))


def _differ(path: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _by_name(old, new, lambda name: named(path, name))
        return
    ours, theirs = keyed(old, new)
    if ours is None or theirs is None:
        yield _changed(path, old, new)
        return
    yield from _by_name(ours, theirs, lambda name: f"{path}[{name}]")
    both = ours.keys() & theirs.keys()
    if [name for name in ours if name in both] != [name for name in theirs if name in both]:
        yield Change(path=path, how=How.MOVED)


def _by_name(old: Any, new: Any, at: Callable[[str], str]) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield _one(at(name), How.REMOVED)
        elif name not in old:
            yield _one(at(name), How.ADDED)
        else:
            yield from _differ(at(name), old[name], new[name])


def _one(path: str, how: How) -> Change:
    return Change(path=path, how=how, told=is_told(pattern_of(path), how.value, None, None))


def _changed(path: str, old: Any, new: Any) -> Change:
    pattern = pattern_of(path)
    told = is_told(pattern, How.CHANGED.value, old, new)
    if pattern == HIDDEN:
        return Change(path=path, how=How.CHANGED, told=told)
    return Change(path=path, how=How.CHANGED, before=_shown(old), after=_shown(new), told=told)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_MAX else text[: SHOWN_MAX - 1] + "…"
