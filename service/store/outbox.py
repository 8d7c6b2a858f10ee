"""Events of an account, written in the batch that caused them, in the account's own order."""

from datetime import datetime

import msgspec

from service.store.collection import Collection


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to an account. `sequence` is the account's version, `part` counts
    the events of one command; together they order the account's events. `data` is JSON. What
    concerns everybody has no account, and an id that sorts behind those of all accounts.
    `merchant` is whose endpoints are told, if any; rows of before schema 7 do not say."""

    id: str
    account: str
    sequence: int
    part: int
    kind: str
    data: bytes
    at: datetime
    merchant: str = ""


class EventWait(msgspec.Struct, frozen=True, kw_only=True):
    """An event that its merchant is to be told of, by the event's id; gone once it is queued for
    the merchant's endpoints."""

    id: str
    account: str
    merchant: str
    at: datetime


OUTBOX = Collection("outbox", Event)
EVENT_WAITS = Collection("event_waits", EventWait)


def event_id(account: str, sequence: int, part: int) -> str:
    """Sorts by account, then in the order in which things happened."""
    return f"{account}:{sequence:012d}:{part:03d}"


def public_event(subject: str, kind: str, data: msgspec.Struct, at: datetime) -> Event:
    """What happened to everybody at once, e.g. that scores were published. Once for a subject."""
    encoded = msgspec.json.encode(data)
    return Event(id=f"~{subject}", account="", sequence=1, part=0, kind=kind, data=encoded, at=at)
