"""What is called the same in two scores, side by side; what one of them lacks is empty."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rewards.score.answer import Item, Line, Part, Score

Named = TypeVar("Named")
Pair = tuple[Named | None, Named | None]


def side_by_side(
    before: Iterable[Named], after: Iterable[Named], key: Callable[[Named], str]
) -> Iterator[Pair[Named]]:
    """What is called the same in both, in the order of the later one; then what is left."""
    ours = {key(each): each for each in before}
    theirs = {key(each): each for each in after}
    yield from ((ours.get(name), each) for name, each in theirs.items())
    yield from ((each, None) for name, each in ours.items() if name not in theirs)


def either(before: Named | None, after: Named | None) -> Named:
    """The later one, or the only one."""
    found = before if after is None else after
    assert found is not None  # a pair has one at least
    return found


def named(score: Score) -> set[str]:
    """The evidence that a score is made of."""
    return {item.evidence for part in score.parts for line in part.lines for item in line.items}


def points_of(part: Part | None) -> int:
    """Of none, none."""
    return 0 if part is None else part.points


def lines_of(part: Part | None) -> tuple[Line, ...]:
    return () if part is None else part.lines


def items_of(line: Line | None) -> tuple[Item, ...]:
    return () if line is None else line.items


def micro_of(line: Line | None) -> int:
    return 0 if line is None else line.micro_points
