"""Job: collected seeds whose time is over go back, and their member is told."""

from collections.abc import Iterable
from functools import partial

import msgspec

from rewards.calendar import Instant
from rewards.ledger.expire import expire
from service.flows.seeds.expired import SeedsExpired, seeds_expired, tell_of_expiry
from service.jobs.accounts_due import next_due_accounts
from service.jobs.job import Chunk, Run
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, TRANSFERS

FIRST_EXPIRES = "purse.lots.0.expires_at"


class ExpireSeeds(msgspec.Struct, frozen=True, kw_only=True):
    """Give back the lots of `account` that had expired by `as_of`."""

    account: str
    as_of: Instant


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts that have something to give back, in order of id."""
    overdue = {FIRST_EXPIRES: {"$lte": run.as_of}, "state": {"$ne": State.PAUSED.value}}
    return await next_due_accounts(
        run,
        checkpoint,
        EXPIRE_SEEDS,
        partial(ExpireSeeds, as_of=run.as_of),
        overdue,
        index=f"{FIRST_EXPIRES}_1",
    )


def needs(command: Command[ExpireSeeds], _view: View) -> Iterable[Key]:
    """The account."""
    yield ACCOUNTS.key(command.body.account)


def decide(command: Command[ExpireSeeds], view: View) -> Outcome[SeedsExpired]:
    """What was due goes back in one step. While an account is paused, nothing expires."""
    body = command.body
    account = view.get(ACCOUNTS, body.account)
    if account is None or account.state is State.PAUSED:
        return Outcome(SeedsExpired(seeds=0, lots=0))
    moved = expire(account.purse, account=account.id, at=body.as_of)
    if not moved.transfers:
        return Outcome(SeedsExpired(seeds=0, lots=0))
    # Booked now, however late the run is: a day of the ledger that is over gets no new rows.
    booked = [
        msgspec.structs.replace(transfer, at=command.domain_at) for transfer in moved.transfers
    ]
    return Outcome(
        seeds_expired(booked),
        (
            Put(ACCOUNTS, msgspec.structs.replace(account, purse=moved.purse)),
            *(Append(TRANSFERS, transfer) for transfer in booked),
            *tell_of_expiry(command, booked),
        ),
    )


EXPIRE_SEEDS = Rule("expire_seeds", SeedsExpired, needs, decide)
