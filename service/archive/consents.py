"""The history of consents with the very words that were agreed to, whatever version they are of."""

import json
from typing import Any

import msgspec

from service.archive.read import rows_of
from service.flows.context import Context
from service.members.consents import ConsentEntry, ConsentText
from service.store.schema.page import CONSENTS, PROGRAMMES
from service.store.snapshot import Snapshot


class Consents(msgspec.Struct, frozen=True, kw_only=True):
    """`history` in order; each grant names its text by hash. `texts` are those that are named."""

    history: tuple[ConsentEntry, ...]
    texts: tuple[ConsentText, ...]


async def consents_of(context: Context, snapshot: Snapshot, account: str) -> Consents:
    """All of an account's. They are bounded by what one member agrees to in a lifetime."""
    pages = rows_of(snapshot, CONSENTS, "account", account)
    history = [row.entry async for page in pages for row in page]
    wanted = {entry.grant.text_sha256 for entry in history if entry.grant is not None}
    known = {
        text.sha256: text for text in context.programme().consent_texts if text.sha256 in wanted
    }
    if wanted - known.keys():
        known |= await _older(snapshot, wanted - known.keys())
    texts = tuple(known[sha256] for sha256 in sorted(known))
    return Consents(history=tuple(history), texts=texts)


async def _older(snapshot: Snapshot, wanted: set[str]) -> dict[str, ConsentText]:
    """Texts of versions that are not in force, which are read whole, one at a time."""
    found: dict[str, ConsentText] = {}
    stages = ({"$sort": {"_id": -1}}, {"$project": {"document": 1}})
    async for raw in snapshot.pipeline(PROGRAMMES, stages):
        document: dict[str, Any] = json.loads(raw["document"])
        for text in document.get("consent_texts", ()):
            if text.get("sha256") in wanted:
                found.setdefault(text["sha256"], msgspec.convert(text, ConsentText))
        if wanted <= found.keys():
            break
    return found
