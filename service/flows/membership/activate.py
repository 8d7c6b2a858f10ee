"""A member joins the programme: agrees to the enrolment text as it was shown."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.membership.changed import effects_of
from service.flows.own import AccountGone, own_account
from service.members.account import Account
from service.members.activate import activate
from service.members.begin_calendar import calendar_from
from service.members.birth import Born, born_in
from service.members.change import Changed
from service.members.consents import Purpose
from service.members.display_name import display_name
from service.members.hide_name import still_hidden
from service.members.member import Member
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.programme import consent_texts
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Append, Command, Emit, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX, MEMBERS


class Activate(msgspec.Struct, frozen=True, kw_only=True):
    """`text_sha256` is the hash of the enrolment text on the screen; `zone` an IANA time zone;
    `birth_year` what the member says, which decides what is not for minors."""

    account: str
    member: str
    text_sha256: str
    display_name: str
    zone: str
    birth_year: int


class Activated(msgspec.Struct, frozen=True, kw_only=True):
    """The membership as it is now."""

    state: str
    display_name: str
    zone: str


def needs(command: Command[Activate], _view: View) -> Iterable[Key]:
    """Account and member: the state is kept in both."""
    yield ACCOUNTS.key(command.body.account)
    yield MEMBERS.key(command.body.member)


def decide(command: Command[Activate], view: View) -> Outcome[Activated]:
    """Active, with the enrolment granted and nothing else."""
    body = command.body
    account = own_account(command, view)
    member = view.own(MEMBERS, body.member, of_account(body.account))
    if isinstance(account, Refusal) or member is None:
        return Outcome(AccountGone())
    name = display_name(body.display_name, command.programme.refused_words)
    if isinstance(name, Refusal):
        return Outcome(name)
    born = _born(command, member)
    if isinstance(born, Refusal):
        return Outcome(born)
    changed = _activate(command, account, born)
    if isinstance(changed, Refusal):
        return Outcome(changed)
    answer = Activated(state=changed.account.state, display_name=name, zone=changed.account.zone)
    named = msgspec.structs.replace(
        member,
        display_name=name,
        name_hidden_at=still_hidden(member, name),
        birth_year=born.year,
    )
    return Outcome(
        answer,
        (
            *effects_of(changed, named),
            Append(INBOX, _welcome(command, account)),
            Emit(account=account.id, kind="membership_activated", data=answer),
        ),
    )


def _born(command: Command[Activate], member: Member) -> Born | Refusal:
    return born_in(
        command.body.birth_year,
        known=member.birth_year,
        zone=command.programme.zone,
        at=command.domain_at,
        numbers=command.programme.numbers.members,
    )


def _activate(command: Command[Activate], account: Account, born: Born) -> Changed | Refusal:
    calendar = calendar_from(
        account, command.body.zone, at=command.domain_at, numbers=command.programme.numbers.tasks
    )
    if isinstance(calendar, Refusal):
        return calendar
    return activate(
        msgspec.structs.replace(
            account,
            zone=calendar.zone,
            earlier_zones=calendar.earlier,
            adult_from=born.adult_from,
        ),
        texts=consent_texts(command.programme, Purpose.ENROLMENT),
        shown_sha256=command.body.text_sha256,
        at=command.domain_at,
        numbers=command.programme.numbers.members,
    )


def _welcome(command: Command[Activate], account: Account) -> Message:
    (id_,) = command.ids
    return new_message(
        id_,
        account=account.id,
        kind=MessageKind.WELCOME,
        at=command.domain_at,
        parameters={},
    )


ACTIVATE = Rule("activate", Activated, needs, decide, ids=1)
