"""An operator hides a member's name from everybody else; the member is told, and may choose
another."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody, audited
from service.flows.operators.looked import look_of_operator
from service.members.hide_name import MemberUnknown, hide_name
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import INBOX, MEMBERS


class HideName(OperatorBody, frozen=True, kw_only=True):
    """Whose name: the member, whose account it is found by."""

    member: str


class NameHidden(msgspec.Struct, frozen=True, kw_only=True):
    """Hidden since `hidden_at`, until there is another."""

    hidden_at: Instant


def needs(command: Command[HideName], _view: View) -> Iterable[Key]:
    """Only the member: a name is nowhere else."""
    yield MEMBERS.key(command.body.member)


def decide(command: Command[HideName], view: View) -> Outcome[NameHidden]:
    """Hidden within a second on every board and display; hidden again changes nothing."""
    if view.reference(MEMBERS, command.body.member) is None:
        return Outcome(MemberUnknown())
    member = view.get(MEMBERS, command.body.member)
    hidden = hide_name(member, at=command.domain_at) if member else MemberUnknown()
    if isinstance(hidden, Refusal):
        return Outcome(hidden)
    at = hidden.name_hidden_at or command.domain_at
    if hidden == member:
        return Outcome(NameHidden(hidden_at=at))
    message = new_message(
        command.ids[0],
        account=hidden.account,
        kind=MessageKind.NAME_HIDDEN,
        at=command.domain_at,
        parameters={"reason": command.body.reason},
    )
    looked = look_of_operator(command, hidden.account, "name_hidden")
    return Outcome(NameHidden(hidden_at=at), (Put(MEMBERS, hidden), Append(INBOX, message), looked))


HIDE_NAME = audited(
    Rule("hide_name", NameHidden, needs, decide, ids=1),
    lambda command: f"member:{command.body.member}",
)
