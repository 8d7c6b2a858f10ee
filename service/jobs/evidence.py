"""Reads what is known about accounts, as evidence for a score."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.months import months_active
from rewards.score.standing.standing import status_at
from service.members.account import Account
from service.members.away import away
from service.store.collection import Collection
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import COMPLETIONS, EVIDENCE
from service.store.store import Store
from tasks.completion import Completion
from tasks.completion import evidence as of_completion


class Known(msgspec.Struct, kw_only=True):
    """The evidence of one account by id, or the first row that could not be read. `revoked` are
    completions that count no more, however rows about them stand."""

    by_id: dict[str, Evidence] = {}
    revoked: set[str] = set()
    unreadable: str | None = None

    @property
    def evidence(self) -> list[Evidence]:
        """In no order."""
        return list(self.by_id.values())


async def read_evidence(
    store: Store, accounts: Sequence[str], *, until: datetime
) -> dict[str, Known]:
    """All evidence of these accounts that happened up to and with `until`, in no order."""
    found: dict[str, Known] = defaultdict(Known)
    # Rows of evidence last: one with the id of a completion says how that stands.
    for collection, field in ((COMPLETIONS, "event_at"), (EVIDENCE, "at")):
        async for raw in _rows(store, collection, field, accounts, until):
            _add(found[raw["account"]], collection, raw, until)
    return found


def evidence_of_account(
    account: Account, known: Known, *, until: datetime, zone: str
) -> list[Evidence]:
    """All that a score of `account` up to and with `until` is made of, in no order: what was read
    of it, and its months, which follow from the account itself. `zone` is the programme's."""
    months = months_active(
        account.id,
        since=account.active_since,
        away=away(account),
        evidence=known.evidence,
        until=until,
        zone=zone,
    )
    # A month that was challenged has a row, which says how it stands, but never makes it one.
    stored = (each for each in known.evidence if each.kind is not EvidenceKind.MONTH_ACTIVE)
    return [*stored, *(known.by_id.get(month.id, month) for month in months)]


def _rows(
    store: Store,
    collection: Collection[Any],
    field: str,
    accounts: Sequence[str],
    until: datetime,
) -> AsyncIterator[dict[str, Any]]:
    match = {"account": {"$in": list(accounts)}, field: {"$lte": until}}
    return store.pipeline(collection, [{"$match": match}])


def _add(known: Known, collection: Collection[Any], raw: dict[str, Any], until: datetime) -> None:
    id_ = raw["_id"]
    try:
        fact = _evidence(collection.decode(raw), until)
    except msgspec.ValidationError as error:
        known.unreadable = known.unreadable or f"{collection.name} {id_}: {error}"
    else:
        if fact is None:
            known.revoked.add(id_)
        elif id_ not in known.revoked:
            known.by_id[id_] = fact


def _evidence(row: Completion | EvidenceRow, until: datetime) -> Evidence | None:
    """What it proves; nothing if it was only declared, or has been revoked."""
    if isinstance(row, Completion):
        return of_completion(row)
    status = status_at(row.standing, until)
    return Evidence(id=row.id, kind=row.kind, at=row.at, source=row.source, status=status)
