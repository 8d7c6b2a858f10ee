"""Erases again, in a restored database, whoever was erased since the backup was made."""

from collections.abc import Sequence
from secrets import token_hex

import msgspec

from rewards.refusal import Refusal
from service.erasure.find import games_going_on
from service.erasure.journal import Line
from service.flows.context import Context
from service.flows.membership.erase import ERASE, Erase
from service.flows.own import AccountGone
from service.members.states import State
from service.store.owner import EVERYBODY
from service.store.schema.page import ACCOUNTS, ERASURES, MEMBERS
from service.store.sweep import sweep

CALLER = "restore"


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """Of `known` erasures so many were done again; the others are in the backup, or of later."""

    known: int
    erased: int


class NotErased(Exception):
    """An account could not be erased: the database must not be opened."""


async def replay(context: Context, lines: Sequence[Line]) -> Replayed:
    """Everybody in `lines` who is in the database and not erased: forgotten and swept, also who has
    something under way. NotErased if one is not."""
    done = 0
    for line in lines:
        done += await _erase(context, line.account)
    return Replayed(known=len(lines), erased=done)


async def _erase(context: Context, account: str) -> bool:
    store = context.store
    found = await store.get(ACCOUNTS, account, owner=EVERYBODY)
    if found is None or found.state is State.ERASED:
        return False
    if await store.get(ERASURES, account) is None:
        games = await games_going_on(store, [account])
        body = Erase(
            account=account,
            member=await _member(context, account),
            games=games.get(account, ()),
            replayed=True,
        )
        answered = await context.apply(ERASE, body, caller=CALLER, key=token_hex(16))
        if isinstance(answered.answer, Refusal) and not isinstance(answered.answer, AccountGone):
            raise NotErased(f"account {account}: {answered.answer.detail()}")
    await sweep(store, account, again=True)
    return True


async def _member(context: Context, account: str) -> str | None:
    stages = ({"$match": {"account": account}}, {"$limit": 1}, {"$project": {"_id": 1}})
    found = [raw["_id"] async for raw in context.store.pipeline(MEMBERS, stages)]
    return found[0] if found else None
