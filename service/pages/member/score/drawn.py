"""The drawings of a score: its parts around a ring, its levels as a ladder. Pure."""

from collections.abc import Callable, Sequence

from rewards.score.answer import Part, Score
from rewards.score.scheme import Scheme
from service.pages.charts.ladder import Rung, ladder
from service.pages.charts.ring import Arc, ring
from service.pages.charts.ring import Part as Stretch

Say = Callable[[str], str]


def arcs(parts: Sequence[Part], say: Say) -> tuple[Arc, ...]:
    """An arc for each part that can add something; one that takes is drawn as empty."""
    return ring(
        [
            Stretch(name=say(each.name), points=min(max(each.points, 0), each.most), most=each.most)
            for each in parts
            if each.most > 0
        ]
    )


def rungs(score: Score, scheme: Scheme, say: Say) -> tuple[Rung, ...]:
    """The levels of `scheme` up to the score; none if another scheme has made it."""
    if score.scheme != scheme.id:
        return ()
    levels = [(say(each.name), each.at_least) for each in scheme.levels]
    return ladder(levels, score.value, scheme.highest)
