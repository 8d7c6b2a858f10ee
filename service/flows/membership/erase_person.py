"""The person in an erasure: the member, and what leads to them by the contact or the devices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import msgspec

from service.members.account import Account
from service.members.erasure.record import Departure, departure
from service.members.member import Member
from service.members.sign_in.session import Session, revoke
from service.store.collection import Collection, Key
from service.store.owner import of_account
from service.store.path.command import Command, Effect, Insert, Put, Remove
from service.store.path.state import View
from service.store.schema.page import (
    CLAIMS,
    CODES,
    DEPARTURES,
    DEVICES,
    MEMBERS,
    REACHES,
    REPORTS,
    SESSIONS,
)

Doc = TypeVar("Doc", bound=msgspec.Struct)


class Gone(NamedTuple):
    """What forgets the person, and until when the contact's hash is kept, if it is."""

    effects: tuple[Effect, ...]
    kept_until: datetime | None


def nobody() -> Gone:
    """Where the person is forgotten already."""
    return Gone((), None)


def person_needs(view: View, account: str, id_: str) -> Iterable[Key]:
    """The member and the list of devices; then what has the contact in its id, and the sessions."""
    yield MEMBERS.key(id_)
    yield DEVICES.key(id_)
    yield REACHES.key(account)
    yield REPORTS.key(account)
    member = view.peek_own(MEMBERS, id_, of_account(account))
    if member is not None:
        yield CLAIMS.key(_claim(member))
        yield CODES.key(member.contact_hash)
        yield DEPARTURES.key(member.contact_hash)
    devices = view.peek(DEVICES, id_)
    yield from (SESSIONS.key(each) for each in (devices.sessions if devices else ()))


def person(command: Command[Any], view: View, account: Account, member: Member) -> Gone:
    """The contact is free for somebody new at once. Who was never more than pending leaves nothing
    to remember: nothing could be earned."""
    effects = tuple(_effects(command, view, member))
    if account.active_since is None:
        return Gone(effects, None)
    left, effect = _departure(command, view, member)
    return Gone((*effects, effect), left.newcomer_from)


def found(view: View, collection: Collection[Doc], id_: str) -> Doc | None:
    """Relied on if it is there; its absence is no reason for anything here."""
    return None if view.reference(collection, id_) is None else view.get(collection, id_)


def _claim(member: Member) -> str:
    return f"contact:{member.contact_hash}"


def _effects(command: Command[Any], view: View, member: Member) -> Iterable[Effect]:
    yield Remove(MEMBERS, member.id)
    claim = found(view, CLAIMS, _claim(member))
    if claim is not None and claim.holder == member.id:
        yield Remove(CLAIMS, claim.id)
    if found(view, CODES, member.contact_hash) is not None:
        yield Remove(CODES, member.contact_hash)
    if found(view, REACHES, member.account) is not None:
        yield Remove(REACHES, member.account)
    if found(view, REPORTS, member.account) is not None:
        yield Remove(REPORTS, member.account)
    devices = found(view, DEVICES, member.id)
    if devices is not None:
        yield Remove(DEVICES, member.id)
        known = (found(view, SESSIONS, each) for each in devices.sessions)
        yield from (_ended(command, each) for each in known if each is not None)


def _ended(command: Command[Any], session: Session) -> Effect:
    """Over, and nobody's. It stays a while as a row, for processes that have yet to hear of it."""
    over = session if session.revoked_at is not None else revoke(session, command.at)
    return Put(SESSIONS, msgspec.structs.replace(over, member="", device="", tokens=()))


def _departure(command: Command[Any], view: View, member: Member) -> tuple[Departure, Effect]:
    """The later of two, if there was one before."""
    numbers = command.programme.numbers.members
    fresh = departure(member.contact_hash, at=command.domain_at, numbers=numbers)
    known: Departure | None = view.get(DEPARTURES, fresh.id)
    if known is None:
        return fresh, Insert(DEPARTURES, fresh)
    latest = max(known.newcomer_from, fresh.newcomer_from)
    later = msgspec.structs.replace(known, newcomer_from=latest)
    return later, Put(DEPARTURES, later)
