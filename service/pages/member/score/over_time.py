"""How a score went: what was published about the member, as a line over time. Pure."""

from collections.abc import Callable, Sequence
from itertools import groupby

from service.http.me.list_scores import PastScore
from service.pages.charts.line import Line, Mark, line

Name = Callable[[str], str]


def in_force(scores: Sequence[PastScore]) -> list[PastScore]:
    """Of each cycle the revision that is in force. `scores` are newest first, and so are these."""
    return [next(revisions) for _, revisions in groupby(scores, key=lambda each: each.cycle)]


def drawn(scores: Sequence[PastScore], name: Name) -> Line | None:
    """The line from the oldest to the newest cycle; None without two scores to lie between."""
    cycles = in_force(scores)[::-1]
    if sum(each.value is not None for each in cycles) < 2:
        return None
    return line([Mark(label=name(each.cycle), value=each.value) for each in cycles])
