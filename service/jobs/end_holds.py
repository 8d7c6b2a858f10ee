"""Job: seeds that were set aside and not taken in time can be had again."""

from collections.abc import Iterable
from functools import partial

import msgspec

from rewards.calendar import Instant
from rewards.ledger.hold import end_holds
from rewards.ledger.purse import Hold
from rewards.ledger.spending.give_up import end_spending
from rewards.refusal import Refusal
from service.flows.spending.spending_step import told
from service.jobs.accounts_due import next_due_accounts
from service.jobs.job import Chunk, Run
from service.members.message import MessageKind
from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, SPENDINGS

FIRST_ENDS = "purse.holds.0.ends_at"


class EndHolds(msgspec.Struct, frozen=True, kw_only=True):
    """Give back what was set aside of `account` until `as_of` at the latest."""

    account: str
    as_of: Instant


class HoldsEnded(msgspec.Struct, frozen=True, kw_only=True):
    """How many seeds of how many holds can be had again; maybe none."""

    seeds: int
    holds: int


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts with a hold that is over, in order of id; the paused too: nothing is lost
    by it, and two must know when a promise ends."""
    over = {FIRST_ENDS: {"$lte": run.as_of}}
    return await next_due_accounts(
        run,
        checkpoint,
        END_HOLDS,
        partial(EndHolds, as_of=run.as_of),
        over,
        index=f"{FIRST_ENDS}_1",
    )


def needs(command: Command[EndHolds], view: View) -> Iterable[Key]:
    """The account, then the spendings of what is over."""
    body = command.body
    yield ACCOUNTS.key(body.account)
    account = view.peek(ACCOUNTS, body.account)
    for hold in account.purse.holds if account else ():
        if hold.ends_at <= body.as_of:
            yield SPENDINGS.key(hold.id)


def decide(command: Command[EndHolds], view: View) -> Outcome[HoldsEnded]:
    """What was over as of the run is given back in one step; booked now, however late that is."""
    account = view.get(ACCOUNTS, command.body.account)
    if account is None:
        return Outcome(HoldsEnded(seeds=0, holds=0))
    purse, over = end_holds(
        account.purse,
        at=command.domain_at,
        numbers=command.programme.numbers.ledger,
        by=command.body.as_of,
    )
    if not over:
        return Outcome(HoldsEnded(seeds=0, holds=0))
    ended = HoldsEnded(seeds=sum(hold.amount for hold in over), holds=len(over))
    put = Put(ACCOUNTS, msgspec.structs.replace(account, purse=purse))
    return Outcome(ended, (put, *(each for hold in over for each in _end(command, view, hold))))


def _end(command: Command[EndHolds], view: View, hold: Hold) -> Iterable[Effect]:
    spending = view.get(SPENDINGS, hold.id)
    if spending is None:
        raise ValueError(f"hold {hold.id} is of no spending")
    over = end_spending(spending, at=command.domain_at)
    if isinstance(over, Refusal):
        raise ValueError(f"hold {hold.id} is in a purse: {over.detail()}")
    return told(command, spending, over, MessageKind.HOLD_ENDED)


END_HOLDS = Rule("end_holds", HoldsEnded, needs, decide)
