"""A device is pushed to no more."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import forgotten, reach_needs
from service.flows.sign_in.own_device import own_device
from service.members.sign_in.devices import DeviceUnknown
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import SESSIONS


class ForgetPush(msgspec.Struct, frozen=True, kw_only=True):
    """Whose device, and its session."""

    account: str
    session: str


class PushForgotten(msgspec.Struct, frozen=True, kw_only=True):
    """Which device; whether it was pushed to before makes no difference."""

    device: str


def needs(command: Command[ForgetPush], view: View) -> Iterable[Key]:
    """The device's session, and the account's places."""
    yield SESSIONS.key(command.body.session)
    yield from reach_needs(command, view)


def decide(command: Command[ForgetPush], view: View) -> Outcome[PushForgotten]:
    """Gone, if the device is the caller's."""
    session = own_device(command, view)
    if isinstance(session, DeviceUnknown):
        return Outcome(session)
    effects = forgotten(view, command.body.account, (session.id,))
    return Outcome(PushForgotten(device=session.id), effects)


FORGET_PUSH = Rule("forget_push", PushForgotten, needs, decide)
