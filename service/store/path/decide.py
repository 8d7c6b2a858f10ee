"""Runs the rules of one batch in order of arrival and folds what they decide. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Collection, Key
from service.store.outbox import OUTBOX, Event, event_id
from service.store.path.command import Answered, Append, Command, Emit, Insert, Outcome, Put
from service.store.path.record import RECORDS, Record, read_record, write_record
from service.store.path.state import RuleError, State, UnreadError, View
from service.store.path.turn import Turn

ACCOUNTS = "accounts"


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
    changes = _changes(command, outcome, view, state)
    if turn.record is not None:
        changes.insert(RECORDS, write_record(turn.record, command, attempt, outcome.answer))
    changes.fold()
    turn.answered = Answered(outcome.answer)


def _record_of(turn: Turn, state: State) -> Record | None:
    return None if turn.record is None else View(state).get(RECORDS, turn.record)


def _replay(command: Command[Any], record: Record, state: State) -> Answered[Any]:
    """The stored answer, unless the rule has a reason not to repeat it."""
    answered = read_record(command, record)
    if not answered.replayed or record.refused or command.rule.recheck is None:
        return answered
    refusal = command.rule.recheck(command, View(state))
    return Answered(refusal, replayed=True) if refusal else answered


def _changes(command: Command[Any], outcome: Outcome[Any], view: View, state: State) -> "_Changes":
    changes = _Changes(state)
    if not outcome.effects:
        return changes
    events: list[Emit] = []
    for effect in outcome.effects:
        match effect:
            case Put():
                changes.put(effect.collection, effect.doc, view)
            case Insert():
                changes.insert(effect.collection, effect.doc)
            case Append():
                changes.rows.append((effect.collection, effect.doc))
            case Emit():
                events.append(effect)
    changes.touch(view)
    if not isinstance(outcome.answer, Refusal):
        changes.require_present(view)
    changes.emit(events, command)
    return changes


class _Changes:
    """One command's changes, gathered apart so that a defect half-way leaves no trace."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.docs: dict[Key, msgspec.Struct] = {}
        self.collections: dict[Key, Collection[Any]] = {}
        self.rows: list[tuple[Collection[Any], msgspec.Struct]] = []

    def put(self, collection: Collection[Any], doc: Any, view: View) -> None:
        key = collection.key(doc.id)
        before: Any = self.state.current.get(key)
        if not collection.guarded or key not in view.relied or before is None or key in self.docs:
            raise RuleError(f"{key} may be put once, if it is guarded, exists, and was read")
        self._set(collection, key, msgspec.structs.replace(doc, version=before.version + 1))

    def insert(self, collection: Collection[Any], doc: Any) -> None:
        key = collection.key(doc.id)
        if self.state.current.get(key, self) is not None or key in self.docs:
            raise RuleError(f"{key} may be inserted only after it was looked up and found absent")
        self._set(collection, key, doc)

    def touch(self, view: View) -> None:
        """Writes the version of every guarded document the decision relied on (no write skew)."""
        for key, collection in view.relied.items():
            doc: Any = self.state.current[key]
            if collection.guarded and doc is not None and key not in self.docs:
                self._set(collection, key, msgspec.structs.replace(doc, version=doc.version + 1))

    def require_present(self, view: View) -> None:
        """Absence proves nothing to a concurrent batch unless this command fills the gap."""
        for key in view.relied:
            if self.state.current[key] is None and key not in self.docs:
                raise RuleError(f"{key} was relied on to be absent but is not inserted")

    def emit(self, events: Iterable[Emit], command: Command[Any]) -> None:
        """Numbers the events by their account's new version."""
        for part, event in enumerate(events):
            account: Any = self.docs.get(Key(ACCOUNTS, event.account))
            if account is None:
                raise RuleError(f"an event of {event.account} needs a change of that account")
            row = Event(
                id=event_id(event.account, account.version, part),
                account=event.account,
                sequence=account.version,
                part=part,
                kind=event.kind,
                data=msgspec.json.encode(event.data),
                at=command.at,
            )
            self.rows.append((OUTBOX, row))

    def fold(self) -> None:
        """From here on later commands see the changes."""
        self.state.current.update(self.docs)
        self.state.written.update(self.collections)
        self.state.rows.extend(self.rows)

    def _set(self, collection: Collection[Any], key: Key, doc: msgspec.Struct) -> None:
        self.docs[key] = doc
        self.collections[key] = collection
