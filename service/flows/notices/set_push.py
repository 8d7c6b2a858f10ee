"""A device says where pushes for it go."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import keep, kept, reach_needs
from service.flows.sign_in.own_device import own_device
from service.language.languages import Language
from service.members.reach import Provider, PushTarget, with_target
from service.members.sign_in.devices import DeviceUnknown
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import SESSIONS


class SetPush(msgspec.Struct, frozen=True, kw_only=True):
    """`session` is the device; `target` is a mark of the token or subscription, which comes sealed
    as the command's id, because it is sealed otherwise each time."""

    account: str
    session: str
    provider: Provider
    target: str
    language: Language


class PushSet(msgspec.Struct, frozen=True, kw_only=True):
    """Which device is pushed to, and through whom."""

    device: str
    provider: Provider


def needs(command: Command[SetPush], view: View) -> Iterable[Key]:
    """The device's session, and the account's places."""
    yield SESSIONS.key(command.body.session)
    yield from reach_needs(command, view)


def decide(command: Command[SetPush], view: View) -> Outcome[PushSet]:
    """In place of the device's target before. The session is guarded: who signs the device out at
    the same moment comes before or after, never in between."""
    session = own_device(command, view)
    if isinstance(session, DeviceUnknown):
        return Outcome(session)
    (sealed,) = command.ids
    target = PushTarget(
        device=session.id,
        provider=command.body.provider,
        sealed=sealed,
        language=command.body.language,
    )
    most = command.programme.numbers.sign_in.sessions_max
    after = with_target(kept(command, view), target, most=most)
    answer = PushSet(device=session.id, provider=target.provider)
    return Outcome(answer, (keep(view, after),))


SET_PUSH = Rule("set_push", PushSet, needs, decide)
