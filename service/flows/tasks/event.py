"""Something that happened and counts for a task, as its source tells it; and who it is about."""

from collections.abc import Generator
from typing import Any

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody
from service.members.account import Account
from service.members.breaks import was_away
from service.members.link import MemberNotLinked, linked
from service.members.states import State
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, PSEUDONYMS
from tasks.kinds import RESERVED
from tasks.progress.report import Event


class SourceEvent(OperatorBody, frozen=True, kw_only=True):
    """`event` is the source's own id of what happened, the same whenever it is told.

    source: a merchant's id or one of `tasks.kinds.RESERVED`.
    member: the source's id of the member: a merchant's pseudonym; for all others, who are the
            programme itself, the account.
    direct: an operator speaks, who names the account, also where somebody else's event is meant.
    amount: in the task's unit. reason: only of an operator.
    """

    source: str
    member: str
    task: str
    event: str
    event_at: Instant
    amount: int = 1
    direct: bool = False

    @property
    def by_account(self) -> bool:
        """Whether `member` is the account itself."""
        return self.direct or self.source in RESERVED


def event_of(body: SourceEvent) -> Event:
    """The same, as the rules of tasks know it."""
    return Event(id=body.event, source=body.source, event_at=body.event_at, amount=body.amount)


def member_needs(command: Command[Any], view: View) -> Generator[Key, None, Account | None]:
    """The pseudonym, then its account; which is returned once it has been loaded."""
    body: SourceEvent = command.body
    account = body.member
    if not body.by_account:
        yield PSEUDONYMS.key(body.member)
        pseudonym = view.peek_own(PSEUDONYMS, body.member, of_merchant(body.source))
        if pseudonym is None:
            return None
        account = pseudonym.account
    yield ACCOUNTS.key(account)
    return view.peek(ACCOUNTS, account)


def member_of(command: Command[Any], view: View) -> Account | Refusal:
    """The account that the event is about, while its source may speak of it.

    What happened while the membership was paused or closing counts as little as before it began.
    """
    account = _spoken_of(command, view)
    if isinstance(account, Account) and was_away(command.body.event_at, account.breaks):
        return MemberNotLinked()
    return account


def _spoken_of(command: Command[Any], view: View) -> Account | Refusal:
    body: SourceEvent = command.body
    if body.by_account:
        account = view.get(ACCOUNTS, body.member)
        active = account is not None and account.state is State.ACTIVE
        return account if account is not None and active else MemberNotLinked()
    pseudonym = view.own(PSEUDONYMS, body.member, of_merchant(body.source))
    account = view.get(ACCOUNTS, pseudonym.account) if pseudonym else None
    return linked(pseudonym, account, merchant=body.source, at=command.domain_at)


def whose_event(command: Command[Any], view: View) -> Account | Refusal:
    """The account that an event was about, whether or not its source may still speak of it: what
    was said wrongly may always be taken back."""
    body: SourceEvent = command.body
    account = body.member
    if not body.by_account:
        pseudonym = view.own(PSEUDONYMS, body.member, of_merchant(body.source))
        if pseudonym is None:
            return MemberNotLinked()
        account = pseudonym.account
    found = view.get(ACCOUNTS, account)
    # With its member gone there is nobody left to take anything from.
    return MemberNotLinked() if found is None or found.state is State.ERASED else found


def of_member(command: Command[SourceEvent]) -> str:
    """The subject of an audit row."""
    return f"account:{command.body.member}"


def account_of(command: Command[SourceEvent]) -> str:
    """Whom an operator names, and who can see that in the access log."""
    return command.body.member
