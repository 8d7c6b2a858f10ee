"""A member signs one device out: the one in hand, or another that is lost or forgotten."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import forgotten, reach_needs
from service.flows.sign_in.end_session import Ended
from service.flows.sign_in.own_device import own_device
from service.flows.sign_in.tell_of_device import tell_of_device
from service.members.message import MessageKind
from service.members.sign_in.devices import DeviceUnknown
from service.members.sign_in.session import revoke
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SESSIONS


class EndDevice(msgspec.Struct, frozen=True, kw_only=True):
    """Whose device, and its session."""

    account: str
    session: str


def needs(command: Command[EndDevice], view: View) -> Iterable[Key]:
    """The session, and where it may be pushed to."""
    yield SESSIONS.key(command.body.session)
    yield from reach_needs(command, view)


def decide(command: Command[EndDevice], view: View) -> Outcome[Ended]:
    """Over, if it is the caller's. Somebody else's is as unknown as one that never was."""
    session = own_device(command, view)
    if isinstance(session, DeviceUnknown):
        return Outcome(session)
    told = tell_of_device(command, MessageKind.DEVICE_SIGNED_OUT, session)
    ended = revoke(session, command.at)
    silent = forgotten(view, session.account, (session.id,))
    return Outcome(Ended(session=session.id), (Put(SESSIONS, ended), told, *silent))


END_DEVICE = Rule("end_device", Ended, needs, decide)
