"""How changes are told at the command line."""

from collections.abc import Iterable

from service.programme.diff import Change

TOLD = "! "


def lines_of(changes: Iterable[Change]) -> list[str]:
    """A line for each; `!` stands before what members have to be told."""
    return [f"{TOLD if each.told else '  '}{each.sentence}" for each in changes]


def legend(changes: Iterable[Change]) -> list[str]:
    """What the mark means, if it is there."""
    if not any(each.told for each in changes):
        return []
    return [f"{TOLD.strip()} members have to be told: it gives them less, or asks more of them"]
