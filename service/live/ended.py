"""What a screen shows of the season that has just ended: its podium, and what that wins. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from rewards.boards.board import Season
from rewards.boards.prizes import share
from rewards.boards.rank import Ranked
from rewards.calendar import Instant
from rewards.settlement.plan import Award
from service.live.board_index import BoardIndex
from service.live.model import Model
from service.live.settled import GameResult
from service.live.standings import Standings

PLACES = 3
NAMES_MAX = 6
AFTER = timedelta(hours=24)
"""How long a result is shown after the settlement is due."""


class Winner(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the podium; `prize` is in seeds, 0 if the place wins nothing."""

    rank: int
    name: str
    seeds: int
    prize: int


class GameWon(msgspec.Struct, frozen=True, kw_only=True):
    """A game about the season, and those of its winners who are shown on the board."""

    title: str
    winners: tuple[Winner, ...]


class EndedSeason(msgspec.Struct, frozen=True, kw_only=True):
    """The season before. What was done in it and told late counts until before `settles_at`; until
    it is `settled`, `podium` is as it stands now. Shown until before `shown_until`."""

    id: str
    starts_at: Instant
    ends_at: Instant
    settles_at: Instant
    shown_until: Instant
    settled: bool
    podium: tuple[Winner, ...]
    games: tuple[GameWon, ...] = ()


def ended(model: Model, index: BoardIndex, at: datetime) -> EndedSeason | None:
    """The season before the one that holds `at`, from its end until a while after its settlement,
    if anybody shown has earned something in it."""
    season = index.season_before(at)
    settles_at = season.ends_at + timedelta(hours=model.programme.numbers.seasons.late_hours)
    if at >= settles_at + AFTER:
        return None
    results = model.results.get(index.board.id)
    known = results if results is not None and results.season == season.id else None
    paid = known.awards if known else None
    podium = _podium(model, index, season) if not paid else _paid(model, index, season, paid)
    if not podium:
        return None
    return EndedSeason(
        id=season.id,
        starts_at=season.starts_at,
        ends_at=season.ends_at,
        settles_at=settles_at,
        shown_until=settles_at + AFTER,
        settled=paid is not None,
        podium=podium,
        games=_games(model, index, season, known.games if known else ()),
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


def _paid(
    model: Model, index: BoardIndex, season: Season, awards: Sequence[Award]
) -> tuple[Winner, ...]:
    """Whom the plan pays, as far as they are shown: prizes are not shared out anew."""
    standings = index.standings(season)
    return tuple(
        Winner(
            rank=each.rank,
            name=model.names.get(each.account, ""),
            seeds=own.standing.value if (own := standings.own(each.account)) else 0,
            prize=each.amount,
        )
        for each in awards[:NAMES_MAX]
        if each.rank <= PLACES and index.shows(each.account)
    )


def _games(
    model: Model, index: BoardIndex, season: Season, games: Sequence[GameResult]
) -> tuple[GameWon, ...]:
    won = (
        GameWon(title=each.title, winners=_paid(model, index, season, each.awards))
        for each in games
    )
    return tuple(each for each in won if each.winners)


def _whole_ties(standings: Standings, places: int) -> Sequence[Ranked]:
    """The first `places` and everybody tied with the last of them: a tie shares its prizes."""
    wanted = places + 1
    while len(ranked := standings.top(wanted)) == wanted and ranked[-1].rank <= places:
        wanted *= 2
    return ranked
