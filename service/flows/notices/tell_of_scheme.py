"""A member who is scored is told that scores will be made otherwise, and from when on."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.scored import is_scored
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX


class TellOfScheme(msgspec.Struct, frozen=True, kw_only=True):
    """Tell `account` of this version of the programme, whose scheme is `scheme`."""

    account: str
    version: int
    scheme: str
    effective_at: Instant


class ToldOfScheme(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there was anything to tell: the member may have left, or know already."""

    told: bool


def notice_id(version: int, account: str) -> str:
    """Of one version a member is told once."""
    return f"message:scheme:{version}:{account}"


def needs(command: Command[TellOfScheme], _view: View) -> Iterable[Key]:
    """The account, and the message that it may have had before."""
    body = command.body
    yield ACCOUNTS.key(body.account)
    yield INBOX.key(notice_id(body.version, body.account))


def decide(command: Command[TellOfScheme], view: View) -> Outcome[ToldOfScheme]:
    """One message, whose clock begins when it is delivered."""
    body = command.body
    id_ = notice_id(body.version, body.account)
    account = view.get(ACCOUNTS, body.account)
    if account is None or not is_scored(account, command.domain_at):
        return Outcome(ToldOfScheme(told=False))
    if view.get(INBOX, id_) is not None:
        return Outcome(ToldOfScheme(told=False))
    message = new_message(
        id_,
        account=account.id,
        kind=MessageKind.SCHEME_CHANGED,
        at=command.domain_at,
        parameters={
            "version": body.version,
            "scheme": body.scheme,
            "effective_at": body.effective_at.isoformat(),
        },
    )
    return Outcome(ToldOfScheme(told=True), (Insert(INBOX, message),))


TELL_OF_SCHEME = Rule("tell_of_scheme", ToldOfScheme, needs, decide)
