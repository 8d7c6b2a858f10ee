"""Which changes a model follows: one stream over three quiet collections, not the busy accounts.

Every command changes its account's document; the consent history has a row only when a consent
changes, and the member mirrors the state of the membership, both in the account's transaction.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from service.live.follow import LOG, HistoryLost, Source
from service.live.model import Model
from service.members.member import Member
from service.store.collection import Collection
from service.store.schema.documents import ConsentRow
from service.store.schema.page import COMPLETIONS, CONSENTS, MEMBERS
from tasks.completion import Completion

Heard = Callable[[dict[str, Any] | None], None]

FOLLOWED: dict[Collection[Any], tuple[str, ...]] = {
    COMPLETIONS: ("insert", "update"),
    CONSENTS: ("insert",),
    MEMBERS: ("insert", "update"),
}
# What makes a collection another one than was loaded.
GONE = ("drop", "rename")
COLLECTIONS = {collection.name: collection for collection in FOLLOWED}
MATCH = {
    "$or": [
        {"ns.coll": collection.name, "operationType": {"$in": [*kinds, *GONE]}}
        for collection, kinds in FOLLOWED.items()
    ]
}
# What is read of a change. Its `_id` is its place in the log, and always there.
FIELDS = dict.fromkeys(
    (
        "operationType",
        "ns.coll",
        "fullDocument",
        "updateDescription.updatedFields.revoked_at",
        "clusterTime",
        "wallTime",
    ),
    1,
)


def source(model: Model, heard: Heard) -> Source:
    """What keeps `model` true."""
    stages = ({"$match": MATCH}, {"$project": FIELDS})
    return Source(stages, lambda change: _apply(model, change), heard)


def _apply(model: Model, change: dict[str, Any]) -> None:
    if change["operationType"] in GONE:
        raise HistoryLost
    if change["fullDocument"] is None:
        return
    collection = COLLECTIONS[change["ns"]["coll"]]
    try:
        document = collection.decode(change["fullDocument"])
    except msgspec.ValidationError:
        # Resuming would bring it again and again: one stranger's document must not stop a board.
        LOG.exception("%s: a document that is none", collection.name)
        return
    _tell(model, document, change)
    at = change["clusterTime"]
    model.moved((at.time, at.inc))


def _tell(model: Model, document: Completion | ConsentRow | Member, change: dict[str, Any]) -> None:
    match document:
        case Completion() if change["operationType"] == "insert":
            model.completed(document)
            if document.revoked_at is not None:  # both in one batch
                model.revoked(document)
        case Completion():
            if _revokes(change):
                model.revoked(document)
        case ConsentRow():
            model.consented(document.entry)
        case Member():
            model.member_changed(document)


def _revokes(change: dict[str, Any]) -> bool:
    """True for the one update that takes a completion back."""
    fields = change.get("updateDescription", {}).get("updatedFields", {})
    return fields.get("revoked_at") is not None
