"""Who was on a board in a season has it in the access log, once; and a season, that all have."""

from collections.abc import Iterable

import msgspec

from rewards.boards.rank import Standing
from rewards.boards.refusals import SeasonUnknown
from rewards.boards.season import SeasonRun, log
from rewards.refusal import Refusal
from service.members.board_look import board_look, board_look_id
from service.members.states import State
from service.settlement.seasons.move import MoveSeason, season_needs
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCESS_LOG, ACCOUNTS, SEASONS


class LogBoard(msgspec.Struct, frozen=True, kw_only=True):
    """A season, and what somebody was shown with at its end, as its result has it."""

    season: SeasonRun
    standing: Standing


class BoardLogged(msgspec.Struct, frozen=True, kw_only=True):
    """The look is in the log. `already` if it had been before; `nobody` if the member is erased."""

    already: bool = False
    nobody: bool = False


def needs(command: Command[LogBoard], _view: View) -> Iterable[Key]:
    """The account, and whether the look is there."""
    yield ACCOUNTS.key(command.body.standing.account)
    yield ACCESS_LOG.key(_look_id(command))


def decide(command: Command[LogBoard], view: View) -> Outcome[BoardLogged]:
    """One look, once. Nothing of an erased member is written anew."""
    body = command.body
    id_ = body.standing.account
    # Relied on only while it is a member: an erasure at the same moment is then seen by one of the
    # two, and no row is left behind it.
    account = view.reference(ACCOUNTS, id_) and view.get(ACCOUNTS, id_)
    if account is None or account.state is State.ERASED:
        return Outcome(BoardLogged(nobody=True))
    if view.get(ACCESS_LOG, _look_id(command)) is not None:
        return Outcome(BoardLogged(already=True))
    look = board_look(body.season, body.standing)
    return Outcome(BoardLogged(), (Insert(ACCESS_LOG, look),))


def all_logged(command: Command[MoveSeason], view: View) -> Outcome[SeasonRun]:
    """Nobody's log is looked at a second time."""
    season = view.get(SEASONS, command.body.season.id)
    if season is None:
        return Outcome(SeasonUnknown(season=command.body.season.id))
    if season.logged:
        return Outcome(season)
    after = log(season)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(after, (Put(SEASONS, after),))


def _look_id(command: Command[LogBoard]) -> str:
    return board_look_id(command.body.season.id, command.body.standing.account)


LOG_BOARD = Rule("log_board", BoardLogged, needs, decide)
ALL_LOGGED = Rule("all_logged", SeasonRun, season_needs, all_logged)
