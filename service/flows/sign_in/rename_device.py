"""A member gives a device another name."""

from collections.abc import Iterable

import msgspec

from service.flows.sign_in.own_device import own_device
from service.members.sign_in.devices import BadDeviceName, DeviceUnknown, device_name
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SESSIONS


class RenameDevice(msgspec.Struct, frozen=True, kw_only=True):
    """Whose device, its session, and the name as it was typed."""

    account: str
    session: str
    name: str


class DeviceRenamed(msgspec.Struct, frozen=True, kw_only=True):
    """The name as it is shown from now on."""

    id: str
    name: str


def needs(command: Command[RenameDevice], _view: View) -> Iterable[Key]:
    """The session."""
    yield SESSIONS.key(command.body.session)


def decide(command: Command[RenameDevice], view: View) -> Outcome[DeviceRenamed]:
    """The new name, made presentable."""
    session = own_device(command, view)
    if isinstance(session, DeviceUnknown):
        return Outcome(session)
    name = device_name(command.body.name)
    if not name:
        return Outcome(BadDeviceName())
    renamed = msgspec.structs.replace(session, device=name)
    return Outcome(DeviceRenamed(id=session.id, name=name), (Put(SESSIONS, renamed),))


RENAME_DEVICE = Rule("rename_device", DeviceRenamed, needs, decide)
