"""Reads what is known about accounts, as evidence for a score."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.months import months_active
from rewards.score.standing.standing import Standing, status_at
from service.members.account import Account
from service.members.away import away
from service.store.collection import Collection
from service.store.schema.page import COMPLETIONS, EVIDENCE
from service.store.store import Store


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


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    """Of a completion only what it proves."""

    id: str = msgspec.field(name="_id")
    event_at: Instant
    source: str
    evidence: EvidenceKind | None
    revoked_at: Instant | None

    def fact(self, _until: datetime) -> Evidence | None:
        """Nothing if it was only declared, or has been revoked."""
        if self.evidence is None or self.revoked_at is not None:
            return None
        return Evidence(id=self.id, kind=self.evidence, at=self.event_at, source=self.source)


class _Row(Standing, frozen=True, kw_only=True):
    """Of a row of evidence only the fact, and how it stands."""

    id: str = msgspec.field(name="_id")
    kind: EvidenceKind
    at: Instant
    source: str

    def fact(self, until: datetime) -> Evidence:
        """As it stood then."""
        status = self.status if self.was is None else status_at(self, until)
        return Evidence(id=self.id, kind=self.kind, at=self.at, source=self.source, status=status)


_Read = type[_Done] | type[_Row]

# Rows of evidence last: one with the id of a completion says how that stands.
SOURCES: tuple[tuple[Collection[Any], str, _Read], ...] = (
    (COMPLETIONS, "event_at", _Done),
    (EVIDENCE, "at", _Row),
)


async def read_evidence(
    store: Store, accounts: Sequence[str], *, until: datetime
) -> dict[str, Known]:
    """All evidence of these accounts that happened up to and with `until`, in no order."""
    found: dict[str, Known] = defaultdict(Known)
    reads = [_rows(store, *source, accounts, until) for source in SOURCES]
    for (collection, _, type_), rows in zip(SOURCES, await asyncio.gather(*reads), strict=True):
        for raw in rows:
            _add(found[raw["account"]], collection, raw, type_, until)
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


async def _rows(
    store: Store,
    collection: Collection[Any],
    field: str,
    type_: _Read,
    accounts: Sequence[str],
    until: datetime,
) -> list[dict[str, Any]]:
    match = {"account": {"$in": list(accounts)}, field: {"$lte": until}}
    fields = dict.fromkeys(("account", *type_.__struct_encode_fields__), 1)
    return await store.rows(collection, match, fields)


def _add(
    known: Known,
    collection: Collection[Any],
    raw: dict[str, Any],
    type_: _Read,
    until: datetime,
) -> None:
    id_ = raw["_id"]
    try:
        fact = msgspec.convert(raw, type_).fact(until)
    except msgspec.ValidationError as error:
        known.unreadable = known.unreadable or f"{collection.name} {id_}: {error}"
    else:
        if fact is None:
            known.revoked.add(id_)
        elif id_ not in known.revoked:
            known.by_id[id_] = fact
