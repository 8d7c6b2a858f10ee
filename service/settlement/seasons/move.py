"""A season takes its next step: frozen, archived. Opening and settling are more than a step."""

from collections.abc import Callable, Iterable

import msgspec

from rewards.boards.refusals import SeasonUnknown
from rewards.boards.season import SeasonRun, SeasonState, follow
from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SEASONS


class MoveSeason(msgspec.Struct, frozen=True, kw_only=True):
    """`season` as it was read."""

    season: SeasonRun


def season_needs(command: Command[MoveSeason], _view: View) -> Iterable[Key]:
    """The season as it is now."""
    yield SEASONS.key(command.body.season.id)


def moved(command: Command[MoveSeason], view: View, to: SeasonState) -> Outcome[SeasonRun]:
    """The season as `to`, if that may follow and its time has come; nothing if it is there."""
    season = view.get(SEASONS, command.body.season.id)
    if season is None:
        return Outcome(SeasonUnknown(season=command.body.season.id))
    if season.state is to:
        return Outcome(season)
    after = follow(season, to, command.domain_at)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(after, (Put(SEASONS, after),))


def _step(to: SeasonState) -> Callable[[Command[MoveSeason], View], Outcome[SeasonRun]]:
    return lambda command, view: moved(command, view, to)


FREEZE_SEASON = Rule("freeze_season", SeasonRun, season_needs, _step(SeasonState.FROZEN))
ARCHIVE_SEASON = Rule("archive_season", SeasonRun, season_needs, _step(SeasonState.ARCHIVED))
