"""Job: ripe seeds that nobody collected in time go back, and their member is told."""

from collections.abc import Iterable
from functools import partial

import msgspec

from rewards.calendar import Instant
from rewards.ledger.purse import Moved
from rewards.ledger.wither import wither
from service.jobs.accounts_due import next_due_accounts
from service.jobs.job import Chunk, Run
from service.members.account import Account
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Append, Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX, TRANSFERS

FIRST_WITHERS = "purse.basket.0.withers_at"


class WitherSeeds(msgspec.Struct, frozen=True, kw_only=True):
    """Give back what `account` had not collected by `as_of`."""

    account: str
    as_of: Instant


class SeedsWithered(msgspec.Struct, frozen=True, kw_only=True):
    """How many seeds of how many awards went back; maybe none."""

    seeds: int
    awards: int


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts that have something to give back, in order of id."""
    overdue = {
        FIRST_WITHERS: {"$lte": run.as_of},
        "state": {"$ne": State.PAUSED.value},
    }
    return await next_due_accounts(
        run,
        checkpoint,
        WITHER_SEEDS,
        partial(WitherSeeds, as_of=run.as_of),
        overdue,
        index=f"{FIRST_WITHERS}_1",
    )


def needs(command: Command[WitherSeeds], _view: View) -> Iterable[Key]:
    """The account."""
    yield ACCOUNTS.key(command.body.account)


def decide(command: Command[WitherSeeds], view: View) -> Outcome[SeedsWithered]:
    """What was due goes back in one step. While an account is paused, nothing expires."""
    body = command.body
    account = view.get(ACCOUNTS, body.account)
    if account is None or account.state is State.PAUSED:
        return Outcome(SeedsWithered(seeds=0, awards=0))
    moved = wither(account.purse, account=account.id, at=body.as_of)
    answer = SeedsWithered(
        seeds=sum(transfer.amount for transfer in moved.transfers), awards=len(moved.transfers)
    )
    if not moved.transfers:
        return Outcome(answer)
    return _give_back(command, account, moved, answer)


def _give_back(
    command: Command[WitherSeeds], account: Account, moved: Moved, answer: SeedsWithered
) -> Outcome[SeedsWithered]:
    # Booked now, however late the run is: a day of the ledger that is over gets no new rows.
    booked = [
        msgspec.structs.replace(transfer, at=command.domain_at) for transfer in moved.transfers
    ]
    message = new_message(
        f"message:{booked[0].id}",
        account=account.id,
        kind=MessageKind.SEEDS_WITHERED,
        at=command.domain_at,
        parameters={"seeds": answer.seeds, "awards": answer.awards},
    )
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, msgspec.structs.replace(account, purse=moved.purse)),
            *(Append(TRANSFERS, transfer) for transfer in booked),
            Append(INBOX, message),
            Emit(account=account.id, kind="seeds_withered", data=answer),
        ),
    )


WITHER_SEEDS = Rule("wither_seeds", SeedsWithered, needs, decide)
