"""A page of an account's evidence, newest first: rows, completions and months, as one list."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.perks.rentals.claim import breach_id
from rewards.perks.rentals.rental import Rental
from rewards.score.evidence import EvidenceKind
from rewards.score.months import months_active
from rewards.score.standing.challenge import challenge_id
from service.flows.challenges.evidence_view import Found
from service.flows.evidence import evidence_row
from service.members.account import Account
from service.members.away import away
from service.store.lists import PAGE_MAX, Place, newest
from service.store.owner import of_account
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import CHALLENGES, COMPLETIONS, EVIDENCE, INBOX
from service.store.store import Store
from tasks.completion import Completion
from tasks.completion import evidence as of_completion


class EvidencePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of it; `after` is None when there is no more."""

    found: tuple[Found, ...]
    after: Place | None


async def evidence_page(
    store: Store, account: Account, *, limit: int, after: Place | None, at: datetime, zone: str
) -> EvidencePage:
    """Up to `limit` facts known at `at`, from `after` on; the times of facts never change, so that
    pages stay as they are. `zone` is the programme's, for months."""
    rows, completions, breaches = await asyncio.gather(
        newest(store, EVIDENCE, account.id, limit=limit, after=after),
        newest(
            store,
            COMPLETIONS,
            account.id,
            limit=limit,
            after=after,
            at="event_at",
            only={"evidence": {"$ne": None}, "revoked_at": None},
        ),
        # A month knows no more of breaches than whether there was one.
        newest(
            store,
            EVIDENCE,
            account.id,
            limit=PAGE_MAX,
            only={"kind": EvidenceKind.BREACH.value},
        ),
    )
    months = _months(account, breaches.rows, at, zone)
    derived = [*_of(completions.rows), *months.values()]
    together = {row.id: row for row in derived if after is None or _is_older(row, after)}
    # What has a row of its own stands as that says.
    together |= {row.id: row for row in rows.rows}
    ordered = sorted(together.values(), key=lambda row: (row.at, row.id), reverse=True)
    page = ordered[:limit]
    found = await asyncio.gather(*(_found(store, row, months) for row in page))
    more = len(ordered) > limit or rows.after is not None or completions.after is not None
    place = Place(at=page[-1].at, id=page[-1].id) if more and page else None
    return EvidencePage(found=tuple(found), after=place)


def _is_older(row: EvidenceRow, than: Place) -> bool:
    return (row.at, row.id) < (than.at, than.id)


def _of(completions: Iterable[Completion]) -> Iterable[EvidenceRow]:
    for each in completions:
        fact = of_completion(each)
        if fact is not None:
            yield evidence_row(each.account, fact, at=each.at, reference=each.reference)


def _months(
    account: Account, breaches: Iterable[EvidenceRow], at: datetime, zone: str
) -> dict[str, EvidenceRow]:
    months = months_active(
        account.id,
        since=account.active_since,
        away=away(account),
        evidence=[row.fact for row in breaches],
        until=at,
        zone=zone,
    )
    return {each.id: evidence_row(account.id, each, at=each.at) for each in months}


async def broken_promise(store: Store, rental: Rental) -> Found | None:
    """The evidence of what is said to be broken of a rental, with its notice and its challenge."""
    if rental.breach is None:
        return None
    row = await store.get(EVIDENCE, breach_id(rental.id), owner=of_account(rental.account))
    return None if row is None else await _found(store, row, {})


async def _found(store: Store, row: EvidenceRow, months: dict[str, EvidenceRow]) -> Found:
    owner = of_account(row.account)
    challenge, notice, completion = await asyncio.gather(
        store.get(CHALLENGES, challenge_id(row.id), owner=owner),
        store.get(INBOX, row.notice or "", owner=owner),
        store.get(COMPLETIONS, row.id, owner=owner),
    )
    gone = completion is not None and of_completion(completion) is None
    lost = row.kind is EvidenceKind.MONTH_ACTIVE and row.id not in months
    return Found(row=row, notice=notice, challenge=challenge, stands=not (gone or lost))
