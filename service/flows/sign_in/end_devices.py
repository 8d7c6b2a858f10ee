"""A member signs out everywhere at once, or everywhere else."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import forgotten, reach_needs
from service.flows.sign_in.own_device import own_device
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.sign_in.devices import DeviceUnknown
from service.members.sign_in.session import Session, SessionEnded, is_over, revoke
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import DEVICES, INBOX, SESSIONS


class EndDevices(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's account and session; `keep_this`: that session goes on."""

    account: str
    session: str
    keep_this: bool


class DevicesEnded(msgspec.Struct, frozen=True, kw_only=True):
    """How many sessions are over."""

    ended: int


def needs(command: Command[EndDevices], view: View) -> Iterable[Key]:
    """The caller's session, which knows the member; the member's list; all that is on it; where
    they may be pushed to."""
    yield SESSIONS.key(command.body.session)
    yield from reach_needs(command, view)
    session = view.peek(SESSIONS, command.body.session)
    if session is None:
        return
    yield DEVICES.key(session.member)
    devices = view.peek(DEVICES, session.member)
    if devices is not None:
        yield from (SESSIONS.key(each) for each in devices.sessions)


def decide(command: Command[EndDevices], view: View) -> Outcome[DevicesEnded]:
    """All over, one that begins at this moment included: it would have to write the list too."""
    own = own_device(command, view)
    if isinstance(own, DeviceUnknown):
        return Outcome(SessionEnded())
    devices = view.get(DEVICES, own.member)
    if devices is None:
        return Outcome(SessionEnded())
    known = (view.get(SESSIONS, each) for each in devices.sessions)
    alive = [each for each in known if each is not None and not is_over(each, command.at)]
    ending = [each for each in alive if each.id != own.id or not command.body.keep_this]
    kept = tuple(each.id for each in alive if each not in ending)
    effects: list[Effect] = [Put(SESSIONS, revoke(each, command.at)) for each in ending]
    effects.append(Put(DEVICES, msgspec.structs.replace(devices, sessions=kept)))
    if ending:
        effects.append(_told(command, own, len(ending)))
        effects += forgotten(view, own.account, (each.id for each in ending))
    return Outcome(DevicesEnded(ended=len(ending)), tuple(effects))


def _told(command: Command[EndDevices], own: Session, count: int) -> Append:
    (id_,) = command.ids
    message = new_message(
        id_,
        account=own.account,
        kind=MessageKind.DEVICES_SIGNED_OUT,
        at=command.domain_at,
        parameters={"device": own.device, "devices": count},
    )
    return Append(INBOX, message)


END_DEVICES = Rule("end_devices", DevicesEnded, needs, decide, ids=1)
