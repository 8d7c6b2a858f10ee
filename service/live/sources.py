"""Which changes a model follows. Three quiet streams, instead of one over the busy accounts.

Every command changes its account's document; the consent history has a row only when a consent
changes, and the member mirrors the state of the membership, both in the account's transaction.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from service.live.follow import LOG, Source
from service.live.model import Model
from service.members.consents import Purpose
from service.store.collection import Collection
from service.store.schema.page import COMPLETIONS, CONSENTS, MEMBERS

Heard = Callable[[str, dict[str, Any] | None], None]


def sources(model: Model, heard: Heard) -> tuple[Source, ...]:
    """What keeps `model` true; `heard` is told the stream's name and what came."""

    def source(
        collection: Collection[Any], match: dict[str, Any], apply: Callable[[Any], None]
    ) -> Source:
        def take(change: dict[str, Any]) -> None:
            _apply(model, collection, apply, change)

        def tell(change: dict[str, Any] | None) -> None:
            heard(collection.name, change)

        return Source(collection, ({"$match": match},), take, tell)

    board = {"operationType": "insert", "fullDocument.entry.purpose": Purpose.BOARD.value}
    return (
        source(COMPLETIONS, {"operationType": "insert"}, model.completed),
        source(CONSENTS, board, lambda row: model.consented(row.entry)),
        source(MEMBERS, {"operationType": {"$in": ["insert", "update"]}}, model.member_changed),
    )


def _apply(
    model: Model, collection: Collection[Any], apply: Callable[[Any], None], change: dict[str, Any]
) -> None:
    if change["fullDocument"] is None:
        return
    try:
        document = collection.decode(change["fullDocument"])
    except msgspec.ValidationError:
        # Resuming would bring it again and again: one stranger's document must not stop a board.
        LOG.exception("%s: a document that is none", collection.name)
        return
    apply(document)
    at = change["clusterTime"]
    model.moved((at.time, at.inc))
