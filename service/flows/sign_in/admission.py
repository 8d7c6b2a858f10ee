"""A member's next session is let in: what is too many ends for it, the oldest first."""

from collections.abc import Iterable
from typing import Any

import msgspec

from service.flows.notices.own_reach import forgotten
from service.flows.sign_in.tell_of_device import tell_of_device
from service.members.message import MessageKind
from service.members.sign_in.devices import Devices, make_room
from service.members.sign_in.session import Session, revoke
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import DEVICES, MEMBERS, REACHES, SESSIONS


def admission_needs(command: Command[Any], view: View, member: str) -> Iterable[Key]:
    """The list of the member's sessions; if it is full, they themselves, and where they may be
    pushed to."""
    yield DEVICES.key(member)
    devices = view.peek(DEVICES, member)
    if devices is not None and _is_full(command, devices):
        yield from (SESSIONS.key(each) for each in devices.sessions)
        known = view.peek(MEMBERS, member)
        if known is not None:
            yield REACHES.key(known.account)


def let_in(command: Command[Any], view: View, session: Session) -> tuple[Effect, ...]:
    """The list with the new session in it, the end of those that give way, and the news of all."""
    devices = view.get(DEVICES, session.member)
    told = tell_of_device(command, MessageKind.DEVICE_SIGNED_IN, session)
    if devices is None:
        first = Devices(id=session.member, sessions=(session.id,))
        return Insert(DEVICES, first), told
    kept: tuple[str, ...] = devices.sessions
    ended: tuple[Session, ...] = ()
    if _is_full(command, devices):
        known = [view.get(SESSIONS, each) for each in devices.sessions]
        most = command.programme.numbers.sign_in.sessions_max
        stay, ended = make_room(known, at=command.at, most=most)
        kept = tuple(each.id for each in stay)
    listed = msgspec.structs.replace(devices, sessions=(*kept, session.id))
    silent = forgotten(view, session.account, (each.id for each in ended))
    return Put(DEVICES, listed), told, *_ends(command, ended), *silent


def _ends(command: Command[Any], sessions: tuple[Session, ...]) -> Iterable[Effect]:
    for each in sessions:
        yield Put(SESSIONS, revoke(each, command.at))
        yield tell_of_device(command, MessageKind.DEVICE_REPLACED, each)


def _is_full(command: Command[Any], devices: Devices) -> bool:
    return len(devices.sessions) >= command.programme.numbers.sign_in.sessions_max
