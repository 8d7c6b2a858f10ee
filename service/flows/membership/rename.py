"""A member chooses another display name."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.own import AccountGone
from service.flows.precondition import Versions, unless_seen
from service.members.display_name import display_name
from service.members.hide_name import still_hidden
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import MEMBERS


class Rename(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The name as typed, and the versions of the member that the caller has seen, if that is to
    matter."""

    member: str
    display_name: str
    seen: Versions | None = None


class Renamed(msgspec.Struct, frozen=True, kw_only=True):
    """The name as it is shown: normalised."""

    display_name: str


def needs(command: Command[Rename], _view: View) -> Iterable[Key]:
    """Only the member: a name is nowhere else."""
    yield MEMBERS.key(command.body.member)


def decide(command: Command[Rename], view: View) -> Outcome[Renamed]:
    """The new name, everywhere at once, because names are joined when read."""
    member = view.get(MEMBERS, command.body.member)
    if member is None:
        return Outcome(AccountGone())
    stale = unless_seen(member.version, command.body.seen)
    if stale is not None:
        return Outcome(stale)
    name = display_name(command.body.display_name, command.programme.refused_words)
    if isinstance(name, Refusal):
        return Outcome(name)
    hidden_at = still_hidden(member, name)
    renamed = msgspec.structs.replace(member, display_name=name, name_hidden_at=hidden_at)
    return Outcome(Renamed(display_name=name), (Put(MEMBERS, renamed),))


RENAME = Rule("rename", Renamed, needs, decide)
