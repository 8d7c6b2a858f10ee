"""Job: collected seeds whose time is over go back, and their member is told."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.ledger.expire import expire
from service.flows.seeds.expired import SeedsExpired, seeds_expired, tell_of_expiry
from service.jobs.job import Chunk, Run
from service.jobs.pages import next_accounts
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
    page = await next_accounts(
        run.context.store, checkpoint or "", matching=overdue, hint=f"{FIRST_EXPIRES}_1"
    )
    if page is None:
        return None
    ids = tuple(account.id for account in page.accounts)
    return Chunk(
        after=page.last,
        commands=tuple(
            run.command(EXPIRE_SEEDS, ExpireSeeds(account=id_, as_of=run.as_of)) for id_ in ids
        ),
        items=ids,
        set_aside=page.unreadable,
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
