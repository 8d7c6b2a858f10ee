"""What a screen shows of the season that has just ended: its podium, and what that wins. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from rewards.boards.board import Season
from rewards.boards.prizes import share
from rewards.boards.rank import Ranked
from rewards.calendar import Instant
from service.live.board_index import BoardIndex
from service.live.model import Model
from service.live.standings import Standings

PLACES = 3
NAMES_MAX = 6


class Winner(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the podium; `prize` is in seeds, 0 if the place wins nothing."""

    rank: int
    name: str
    seeds: int
    prize: int


class EndedSeason(msgspec.Struct, frozen=True, kw_only=True):
    """The season before. What was done in it and told late counts until before `settles_at`, when
    the prizes are paid; `podium` is as it stands now."""

    id: str
    starts_at: Instant
    ends_at: Instant
    settles_at: Instant
    podium: tuple[Winner, ...]


def ended(model: Model, index: BoardIndex, at: datetime) -> EndedSeason | None:
    """The season before the one that holds `at`, from its end to its settlement, if anybody shown
    has earned something in it."""
    season = index.season_before(at)
    settles_at = season.ends_at + timedelta(hours=model.programme.numbers.seasons.late_hours)
    podium = () if at >= settles_at else _podium(model, index, season)
    if not podium:
        return None
    return EndedSeason(
        id=season.id,
        starts_at=season.starts_at,
        ends_at=season.ends_at,
        settles_at=settles_at,
        podium=podium,
    )


def _podium(model: Model, index: BoardIndex, season: Season) -> tuple[Winner, ...]:
    prizes = index.board.prizes
    ranked = _whole_ties(index.standings(season), max(PLACES, len(prizes)))
    won = {each.account: each.amount for each in share(ranked, prizes).won}
    return tuple(
        Winner(
            rank=each.rank,
            name=model.names.get(each.standing.account, ""),
            seeds=each.standing.value,
            prize=won.get(each.standing.account, 0),
        )
        for each in ranked[:NAMES_MAX]
        if each.rank <= PLACES
    )


def _whole_ties(standings: Standings, places: int) -> Sequence[Ranked]:
    """The first `places` and everybody tied with the last of them: a tie shares its prizes."""
    wanted = places + 1
    while len(ranked := standings.top(wanted)) == wanted and ranked[-1].rank <= places:
        wanted *= 2
    return ranked
