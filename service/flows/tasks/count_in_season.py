"""An event of a season that has ended counts only if one of that season's gates lets it in.

A season that goes on needs no gate: its gates close long after it has ended. A completion is part
of a season by when it happened and by when it was taken in (`rewards.boards.season.counts`); one
that comes to a closed gate is taken in at the gate's time at the earliest, whatever the clock of
this process says. So it earns its seeds and changes no result.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from rewards.boards.board import Board, Season, season_of
from rewards.settlement.subject import season_subject
from service.store.collection import Key
from service.store.gate import Gate, gate_id
from service.store.path.command import Command, Effect, Enter
from service.store.path.state import View
from service.store.schema.page import GATES

QUARTER_S = 900
"""Clocks of all zones differ by whole quarters of an hour: no season begins or ends within one."""


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """The time at which an event was taken in, and the gates it went through."""

    at: datetime
    effects: tuple[Effect, ...] = ()


def gate_keys(command: Command[Any], event_at: datetime) -> Iterable[Key]:
    """The gates to ask, one of each ended season that holds the event."""
    for subject in _ended(command, event_at):
        yield GATES.key(gate_id(subject, command.gate))


def taken_in(command: Command[Any], view: View, event_at: datetime) -> TakenIn:
    """When an event that happened at `event_at` was taken in."""
    at, effects = command.domain_at, []
    for gate in _gates(command, view, event_at):
        if gate.lets_in(command.offset) and at < gate.closes_at:
            effects.append(Enter(GATES, gate))
        else:
            at = max(at, gate.closes_at)
    return TakenIn(at=at, effects=tuple(effects))


def _gates(command: Command[Any], view: View, event_at: datetime) -> Iterator[Gate]:
    for subject in _ended(command, event_at):
        id_ = gate_id(subject, command.gate)
        # A season that was never opened has none, and no result either.
        if view.reference(GATES, id_) is not None:
            gate = view.get(GATES, id_)
            assert gate is not None
            yield gate


def _ended(command: Command[Any], event_at: datetime) -> Iterator[str]:
    quarter = int(event_at.timestamp()) // QUARTER_S
    for board in command.programme.boards:
        season = _season(board, quarter, command.programme.zone)
        if season.ends_at <= command.domain_at:
            yield season_subject(board=season.board, season=season.id)


@lru_cache(maxsize=1024)
def _season(board: Board, quarter: int, zone: str) -> Season:
    # Asked several times for every completion, nearly always for the same few quarters of an hour.
    return season_of(board, datetime.fromtimestamp(quarter * QUARTER_S, UTC), zone)
