"""Job: once a year each member is told to be one, whether there is a score, and of the consents."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

import msgspec

from rewards.calendar import Instant
from service.jobs.accounts_due import next_due_accounts
from service.jobs.job import Chunk, Run
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.review import notice_due, notice_of
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX


class RemindOfMembership(msgspec.Struct, frozen=True, kw_only=True):
    """Tell `account`, if its notice was due by `as_of`."""

    account: str
    as_of: Instant


class MembershipReminded(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there was something to tell."""

    told: bool


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts whose notice is due, in order of id. Who is paused is told afterwards."""
    due = {"notice_due_at": {"$lte": run.as_of}, "state": State.ACTIVE.value}
    return await next_due_accounts(
        run,
        checkpoint,
        REMIND_OF_MEMBERSHIP,
        partial(RemindOfMembership, as_of=run.as_of),
        due,
        index="notice_due_at_1",
    )


def needs(command: Command[RemindOfMembership], _view: View) -> Iterable[Key]:
    """The account."""
    yield ACCOUNTS.key(command.body.account)


def decide(command: Command[RemindOfMembership], view: View) -> Outcome[MembershipReminded]:
    """One message, and the date of the next; years that nobody was told in are not made up for."""
    body, at = command.body, command.domain_at
    account = view.get(ACCOUNTS, body.account)
    if account is None or account.state is not State.ACTIVE:
        return Outcome(MembershipReminded(told=False))
    due = account.notice_due_at
    if due is None or body.as_of < due:
        return Outcome(MembershipReminded(told=False))
    numbers = command.programme.numbers.members
    begun = due - timedelta(days=numbers.notice_days)
    later = msgspec.structs.replace(account, notice_due_at=notice_due(begun, at, numbers))
    message = new_message(
        f"message:yearly_notice:{account.id}:{due.date().isoformat()}",
        account=account.id,
        kind=MessageKind.YEARLY_NOTICE,
        at=at,
        parameters=notice_of(account, at),
    )
    return Outcome(MembershipReminded(told=True), (Put(ACCOUNTS, later), Append(INBOX, message)))


REMIND_OF_MEMBERSHIP = Rule("remind_of_membership", MembershipReminded, needs, decide)
