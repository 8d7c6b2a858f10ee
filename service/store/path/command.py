"""What a caller wants, and what a pure rule decides to write."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Collection, Key
from service.store.gate import Gate
from service.store.path.marks import Mark

if TYPE_CHECKING:
    from service.programme import Programme
    from service.store.path.state import View

Body = TypeVar("Body", bound=msgspec.Struct)
Answer = TypeVar("Answer", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Put:
    """A guarded document that the rule has read, with new content; the path sets its version."""

    collection: Collection[Any]
    doc: msgspec.Struct


@dataclass(frozen=True, slots=True)
class Insert:
    """A document whose id the rule has looked up and found absent."""

    collection: Collection[Any]
    doc: msgspec.Struct


@dataclass(frozen=True, slots=True)
class Append:
    """A row whose id cannot exist yet: random, or derived from a document this command guards."""

    collection: Collection[Any]
    doc: msgspec.Struct


@dataclass(frozen=True, slots=True)
class Remove:
    """A document that the rule has read and found, to be there no longer.

    Of what is not guarded only a document whose readers all rely on a guarded one as well, which
    the same command writes: a claim goes with the member who holds it.
    """

    collection: Collection[Any]
    id: str


@dataclass(frozen=True, slots=True)
class Emit:
    """One event of an account; the path numbers it by the account's version. `merchant` is whose
    endpoints are told, with the same data: nothing in it may be hidden from that merchant."""

    account: str
    kind: str
    data: msgspec.Struct
    merchant: str = ""


@dataclass(frozen=True, slots=True)
class Enter:
    """Something is let in by an open gate that the rule has read. If the gate has closed when it is
    written, the rule decides again."""

    collection: Collection[Any]
    gate: Gate


Effect = Put | Insert | Append | Remove | Emit | Enter


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Answer]):
    """What a rule decided. A refusal may carry effects: a wrong code counts a try."""

    answer: Answer | Refusal
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[Body, Answer]):
    """One kind of command: which documents it needs and what it decides from them. Both are pure.

    needs:  yields keys; asked again after each load (at most 5 times) for keys that only a loaded
            document can name.
    decide: never raises for anything a caller can send; an exception is a defect and a 500.
    recheck: asked before a stored answer is repeated; a refusal takes the answer's place.
    secret: the answer is shown once and not stored (a key, a token).
    ids:    how many fresh random ids each command of this kind gets.
    """

    kind: str
    answer: type[Answer]
    needs: "Callable[[Command[Body], View], Iterable[Key]]"
    decide: "Callable[[Command[Body], View], Outcome[Answer]]"
    recheck: "Callable[[Command[Body], View], Refusal | None] | None" = None
    secret: bool = False
    ids: int = 0


@dataclass(frozen=True, slots=True)
class Command(Generic[Body]):
    """One wish, complete: nothing in it changes when its transaction runs again.

    caller: who asks, the scope of the idempotency key ("member:…", "merchant:…", "job:…").
    key:    the idempotency key; None only for rules whose derived ids make repeating harmless.
    at, domain_at: server and domain time, cut to milliseconds, UTC.
    ids:    fresh random ids, made outside because a transaction may run more than once.
    gate:   which gate of a subject this process goes through.
    process: the id of this start of this process, which holds slabs of budgets.
    offset: domain time less the database's, by which gates close.
    request: the id of the request that it came in, for the audit log; empty if it came in none.
    keeps_no: a no that changes nothing is kept under the key too. It is not where the key was made
             here: nobody else can come with it again, and strangers must not fill the database;
             nor where the key stands for what is wanted, however often that is asked for.
    """

    rule: Rule[Body, Any]
    body: Body
    caller: str
    key: str | None
    at: datetime
    domain_at: datetime
    programme: "Programme"
    ids: tuple[str, ...] = ()
    gate: int = 0
    offset: timedelta = timedelta(0)
    request: str = ""
    keeps_no: bool = True
    process: str = ""


@dataclass(frozen=True, slots=True)
class Answered(Generic[Answer]):
    """What the caller gets: an answer or a refusal, and whether it is a repetition.

    A replayed answer is None when it was a secret: it was shown once and is not kept. `marks` are
    what it is counted as.
    """

    answer: Answer | Refusal | None
    replayed: bool = False
    marks: tuple[Mark, ...] = field(default=(), compare=False, repr=False)
