"""GET /v1/me/statement."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import get
from litestar.params import QueryParameter

from rewards.calendar import Instant
from rewards.ledger.reasons import Reason
from rewards.ledger.statement import (
    OwnSide,
    Party,
    about,
    changes,
    parties,
    taken_back_by,
    touching,
)
from rewards.ledger.transfer import Transfer
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import Means, TheMeans
from service.http.times import bound
from service.store.lists import newest
from service.store.owner import of_account
from service.store.schema.page import TRANSFERS

OfReason = Annotated[Reason | None, QueryParameter(name="reason")]
OfSide = Annotated[OwnSide | None, QueryParameter(name="side")]
From = Annotated[Instant | None, QueryParameter(name="from")]
To = Annotated[Instant | None, QueryParameter(name="to")]


class StatementLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`amount` seeds went from one party to the other. `ripe` and `seeds` say by how much that
    changed the caller's two balances: less than 0 for what left. What it was for has its name:
    `hold` is a payment at a merchant, `streak` the day on which a week of days was full. What was
    taken back names the other transfer.
    """

    id: str
    at: Instant
    reason: Reason
    amount: int
    debit: Party
    credit: Party
    ripe: int
    seeds: int
    task: str | None = None
    streak: str | None = None
    subject: str | None = None
    invitation: str | None = None
    hold: str | None = None
    voucher: str | None = None
    charity: str | None = None
    reverses: str | None = None
    reversed_by: str | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    transfers: tuple[StatementLine, ...]
    next_cursor: str | None = None


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which transfers: one reason, those that touch one balance, from and until before a time."""

    reason: Reason | None
    side: OwnSide | None
    since: datetime | None
    before: datetime | None


@get("/statement", operation_id="listTransfers", tags=["seeds"])
async def list_transfers(
    means: TheMeans,
    caller: TheMember,
    reason: OfReason = None,
    side: OfSide = None,
    since: From = None,
    before: To = None,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> Statement:
    """Every movement of the caller's seeds, with both sides and why: all of them, or those of one
    reason, of one balance, or of a time from `from` until before `to`."""
    wanted = Filter(
        reason=reason,
        side=side,
        since=since and bound(since, "from"),
        before=before and bound(before, "to"),
    )
    scope = f"statement:{caller.account}:{msgspec.json.encode(wanted).decode()}"
    page = await newest(
        means.context.store,
        TRANSFERS,
        caller.account,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        only=matching(wanted),
    )
    gone = await _reversals(means, caller.account, page.rows)
    return Statement(
        transfers=tuple(_line(row, row.id in gone) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def matching(wanted: Filter) -> dict[str, Any]:
    """The filter as a query; nothing that a caller sent is more than a value in it."""
    match: dict[str, Any] = {}
    reasons = set(Reason)
    if wanted.reason is not None:
        reasons &= {wanted.reason}
    if wanted.side is not None:
        reasons &= set(touching(wanted.side))
    if len(reasons) < len(Reason):
        match["reason"] = {"$in": sorted(reasons)}
    times = {"$gte": wanted.since, "$lt": wanted.before}
    if within := {step: at for step, at in times.items() if at is not None}:
        match["at"] = within
    return match


async def _reversals(means: Means, account: str, rows: tuple[Transfer, ...]) -> set[str]:
    """Those of the rows that have been taken back since, by id."""
    asked = {row.id: id_ for row in rows if (id_ := taken_back_by(row)) is not None}
    store, owner = means.context.store, of_account(account)
    # One query: reads of one moment are merged.
    found = await asyncio.gather(
        *(store.get(TRANSFERS, id_, owner=owner) for id_ in asked.values())
    )
    return {id_ for id_, reversal in zip(asked, found, strict=True) if reversal is not None}


def _line(row: Transfer, reversed_: bool) -> StatementLine:
    debit, credit = parties(row)
    changed, named = changes(row), about(row)
    return StatementLine(
        id=row.id,
        at=row.at,
        reason=row.reason,
        amount=row.amount,
        debit=debit,
        credit=credit,
        ripe=changed.ripe,
        seeds=changed.seeds,
        reverses=row.reverses,
        reversed_by=taken_back_by(row) if reversed_ else None,
        **({named[0].value: named[1]} if named else {}),
    )
