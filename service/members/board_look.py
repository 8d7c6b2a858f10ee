"""What a board leaves in the access log of who was on it: one look for each season."""

from rewards.boards.rank import Standing
from rewards.boards.season import SeasonRun
from service.members.access_entry import AccessEntry, Looker
from service.members.consents import Purpose

SEEDS = "seeds"
"""What was answered is this, a colon, a space and how many stood beside the name at the end."""


def board_look_id(season: str, account: str) -> str:
    """`board:<season>:<account>`: whoever logs it again finds it there."""
    return f"board:{season}:{account}"


def board_look(season: SeasonRun, standing: Standing) -> AccessEntry:
    """A board is looked at by everybody, all week long: it is logged once, at the week's end."""
    return AccessEntry(
        id=board_look_id(season.id, standing.account),
        account=standing.account,
        looker=Looker.DISPLAY,
        who=season.board,
        purpose=Purpose.BOARD,
        why=season.season,
        at=season.ends_at,
        answered=f"{SEEDS}: {standing.value}",
    )


def seeds_shown(answered: str) -> int | None:
    """How many seeds such a look has shown; None if this is not the answer of one."""
    what, _, count = answered.partition(": ")
    return int(count) if what == SEEDS and count.isdecimal() else None
