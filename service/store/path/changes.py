"""What one command changes: its effects, checked against what its rule may rely on. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Collection, Key
from service.store.outbox import EVENT_WAITS, OUTBOX, Event, EventWait, event_id
from service.store.path.command import (
    Append,
    Command,
    Emit,
    Enter,
    Insert,
    Outcome,
    Put,
    Remove,
)
from service.store.path.state import Entered, RuleError, State, View

ACCOUNTS = "accounts"


def changes_of(command: Command[Any], outcome: Outcome[Any], view: View, state: State) -> "Changes":
    """The effects of a decision, ready to be folded. RuleError if it relied on what it may not."""
    changes = Changes(state)
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
                changes.append(effect.collection, effect.doc)
            case Remove():
                changes.remove(effect.collection, effect.id, view)
            case Emit():
                events.append(effect)
            case Enter():
                changes.enter(effect, view, command.offset)
    changes.touch(view)
    if not isinstance(outcome.answer, Refusal):
        changes.require_present(view)
    changes.emit(events, command)
    return changes


class Changes:
    """One command's changes, gathered apart so that a defect half-way leaves no trace."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.docs: dict[Key, msgspec.Struct | None] = {}
        self.collections: dict[Key, Collection[Any]] = {}
        self.rows: list[tuple[Collection[Any], msgspec.Struct]] = []
        self.entered: dict[Key, timedelta] = {}

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

    def append(self, collection: Collection[Any], doc: Any) -> None:
        """A row like others, unless a batch-mate has looked for it and found nothing: whoever comes
        behind has to see that it is there now."""
        key = collection.key(doc.id)
        if key in self.docs or self.state.current.get(key, self) is not None:
            self.rows.append((collection, doc))
        else:
            self._set(collection, key, doc)

    def remove(self, collection: Collection[Any], id_: str, view: View) -> None:
        key = collection.key(id_)
        if key not in view.relied or self.state.current.get(key) is None or key in self.docs:
            raise RuleError(f"{key} may be removed once, if it exists and was read")
        self._set(collection, key, None)

    def enter(self, effect: Enter, view: View, offset: timedelta) -> None:
        key = effect.collection.key(effect.gate.id)
        if key not in view.relied or not effect.gate.lets_in(offset):
            raise RuleError(f"{key} may be entered only after it was read and found open")
        self.entered[key] = offset

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
        """Numbers the events of each account by its new version, and then from 0 on."""
        parts: Counter[str] = Counter()
        for event in events:
            account: Any = self.docs.get(Key(ACCOUNTS, event.account))
            if account is None:
                raise RuleError(f"an event of {event.account} needs a change of that account")
            part = parts[event.account]
            parts[event.account] += 1
            row = Event(
                id=event_id(event.account, account.version, part),
                account=event.account,
                sequence=account.version,
                part=part,
                kind=event.kind,
                data=msgspec.json.encode(event.data),
                at=command.at,
                merchant=event.merchant,
            )
            self.rows.append((OUTBOX, row))
            if row.merchant:
                waits = EventWait(id=row.id, account=row.account, merchant=row.merchant, at=row.at)
                self.rows.append((EVENT_WAITS, waits))

    def fold(self) -> None:
        """From here on later commands see the changes."""
        self.state.current.update(self.docs)
        self.state.removed.update(key for key, doc in self.docs.items() if doc is None)
        self.state.written.update(self.collections)
        self.state.rows.extend(self.rows)
        for key, offset in self.entered.items():
            before = self.state.entered.get(key, Entered(0, offset))
            self.state.entered[key] = Entered(before.entries + 1, max(before.offset, offset))

    def _set(self, collection: Collection[Any], key: Key, doc: msgspec.Struct | None) -> None:
        self.docs[key] = doc
        self.collections[key] = collection
