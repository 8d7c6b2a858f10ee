"""Reads what is known about accounts, as evidence for a score."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rewards.score.evidence import Evidence
from service.store.collection import Collection
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import COMPLETIONS, EVIDENCE
from service.store.store import Store
from tasks.completion import Completion
from tasks.completion import evidence as of_completion


class Known(msgspec.Struct, kw_only=True):
    """The evidence of one account by id, or the first row that could not be read."""

    by_id: dict[str, Evidence] = {}
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
            _add(found[raw["account"]], collection, raw)
    return found


def _rows(
    store: Store,
    collection: Collection[Any],
    field: str,
    accounts: Sequence[str],
    until: datetime,
) -> AsyncIterator[dict[str, Any]]:
    match = {"account": {"$in": list(accounts)}, field: {"$lte": until}}
    return store.pipeline(collection, [{"$match": match}])


def _add(known: Known, collection: Collection[Any], raw: dict[str, Any]) -> None:
    id_ = raw["_id"]
    try:
        fact = _evidence(collection.decode(raw))
    except msgspec.ValidationError as error:
        known.unreadable = known.unreadable or f"{collection.name} {id_}: {error}"
    else:
        if fact is not None:
            known.by_id[fact.id] = fact


def _evidence(row: Completion | EvidenceRow) -> Evidence | None:
    """What it proves; nothing if it was only declared, or has been revoked."""
    if isinstance(row, Completion):
        return of_completion(row)
    return Evidence(id=row.id, kind=row.kind, at=row.at, source=row.source, status=row.status)
