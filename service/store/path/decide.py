"""Runs the rules of one batch in order of arrival and folds what they decide. Pure."""

from collections.abc import Sequence
from typing import Any

from rewards.refusal import Refusal
from service.store.path.changes import changes_of
from service.store.path.command import Answered, Command, Outcome
from service.store.path.marks import marks_of
from service.store.path.record import RECORDS, Record, read_record, write_record
from service.store.path.state import RuleError, State, UnreadError, View
from service.store.path.turn import Turn


def decide_batch(
    turns: Sequence[Turn], state: State, attempt: str, *, fenced: bool = False
) -> None:
    """Answers the turns and folds their effects into the state that later turns see.

    Where a turn needs what only an earlier one has named, it and all behind it are left open, for
    the next attempt. With `fenced`, the first turn is a fence: if it does not stand, nobody else
    gets a turn.
    """
    for position, turn in enumerate(turns):
        if turn.failure is None:
            turn.run(lambda turn=turn: _take(turn, state, attempt))  # type: ignore[misc]
        if position > fenced and isinstance(turn.failure, UnreadError):
            turn.failure = None
            break
        if fenced and not position and not _stands(turn, state):
            break


def _stands(fence: Turn, state: State) -> bool:
    if fence.answered is None or isinstance(fence.answered.answer, Refusal):
        return False
    if not state.written:
        fence.failure = RuleError("a fence holds others back by what it writes")
    return bool(state.written)


def _take(turn: Turn, state: State, attempt: str) -> None:
    command = turn.command
    record = _record_of(turn, state)
    if record is not None:
        turn.answered = turn.attempts.get(record.attempt) or _replay(command, record, state)
        return
    view = View(state)
    outcome = command.rule.decide(command, view)
    changes = changes_of(command, outcome, view, state)
    if turn.record is not None and (command.keeps_no or not _is_vain(outcome)):
        changes.insert(RECORDS, write_record(turn.record, command, attempt, outcome.answer))
    turn.answered = Answered(outcome.answer, marks=marks_of(changes))
    changes.fold()


def _is_vain(outcome: Outcome[Any]) -> bool:
    """A refusal that changes nothing: deciding it again is as good as remembering it."""
    return isinstance(outcome.answer, Refusal) and not outcome.effects


def _record_of(turn: Turn, state: State) -> Record | None:
    return None if turn.record is None else View(state).get(RECORDS, turn.record)


def _replay(command: Command[Any], record: Record, state: State) -> Answered[Any]:
    """The stored answer, unless the rule has a reason not to repeat it."""
    answered = read_record(command, record)
    if not answered.replayed or record.refused or command.rule.recheck is None:
        return answered
    refusal = command.rule.recheck(command, View(state))
    return Answered(refusal, replayed=True) if refusal else answered
