"""Idempotency records: what was answered to a key, kept so that asking again is safe."""

import hashlib
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from rewards.refusal import Refusal, every_refusal
from service.store.collection import Collection
from service.store.path.command import Answered, Command

KEPT_DAYS = 7
CALLER_DIGITS = 24


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one (caller, key). `attempt` names the transaction attempt that wrote it."""

    id: str
    digest: str
    attempt: str
    at: datetime
    refused: bool
    body: bytes | None


RECORDS = Collection("idempotency", Record)


class KeyReused(Refusal, frozen=True):
    """The idempotency key was already used for something else."""

    def detail(self) -> str:
        return "This Idempotency-Key was used for another request. Send a new key with new content."


def record_id(command: Command[Any]) -> str | None:
    """Scoped by the caller, so nobody can meet another caller's key. None without a key.

    All records of one caller have one beginning, and are found by it when they have to go.
    """
    if command.key is None:
        return None
    caller = command.caller.encode()
    return records_of(command.caller) + _hash(caller, command.key.encode())


def records_of(caller: str) -> str:
    """What the ids of a caller's records begin with, and nobody else's."""
    return _hash(b"records of", caller.encode())[:CALLER_DIGITS] + ":"


def digest(command: Command[Any]) -> str:
    """What was asked: operation and body."""
    body = msgspec.json.encode(command.body, order="deterministic")
    return _hash(command.rule.kind.encode(), body)


def _hash(first: bytes, second: bytes) -> str:
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    return hashlib.blake2b(b"%d:%s%s" % (len(first), first, second), digest_size=20).hexdigest()


def write_record(id_: str, command: Command[Any], attempt: str, answer: msgspec.Struct) -> Record:
    """The record of a decision. A secret answer is not kept; a refusal always is."""
    refused = isinstance(answer, Refusal)
    secret = command.rule.secret and not refused
    return Record(
        id=id_,
        digest=digest(command),
        attempt=attempt,
        at=command.at,
        refused=refused,
        body=None if secret else msgspec.json.encode(answer),
    )


def read_record(command: Command[Any], record: Record) -> Answered[Any]:
    """The stored answer, marked as a replay; or KeyReused if something else was asked."""
    if record.digest != digest(command):
        return Answered(KeyReused())
    if record.body is None:
        return Answered(None, replayed=True)
    type_: Any = command.rule.answer
    decoder = _refusals() if record.refused else _answers(type_)
    return Answered(decoder.decode(record.body), replayed=True)


@cache
def _answers(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)


@cache
def _refusals() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(every_refusal())
