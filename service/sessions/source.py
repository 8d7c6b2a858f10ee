"""Which changes of the database sessions and token keys are followed by."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from service.live.follow import HistoryLost, Source
from service.store.schema.documents import TokenKey
from service.store.schema.page import SESSIONS, TOKEN_KEYS

ENDED = "updateDescription.updatedFields.revoked_at"
MATCH: dict[str, Any] = {
    "$or": [
        {"ns.coll": SESSIONS.name, "operationType": "update", ENDED: {"$type": "date"}},
        {"ns.coll": TOKEN_KEYS.name, "operationType": {"$in": ["insert", "update", "replace"]}},
        {
            "ns.coll": {"$in": [SESSIONS.name, TOKEN_KEYS.name]},
            "operationType": {"$in": ["drop", "rename"]},
        },
    ]
}
FIELDS = dict.fromkeys(("operationType", "ns.coll", "documentKey", "fullDocument", ENDED), 1)

Session = Callable[[str, datetime], None]
Keys = Callable[[tuple[TokenKey, ...]], None]
Heard = Callable[[dict[str, Any] | None], None]


def source(ended: Session, rotated: Keys, heard: Heard) -> Source:
    """`ended` is told of each session that ended, `rotated` of the stored keys when they change."""

    def apply(change: dict[str, Any]) -> None:
        if change["operationType"] in ("drop", "rename"):
            raise HistoryLost
        if change["ns"]["coll"] == SESSIONS.name:
            at = change["updateDescription"]["updatedFields"]["revoked_at"]
            ended(change["documentKey"]["_id"], at)
        elif change.get("fullDocument") is not None:
            rotated(_keys(change["fullDocument"]))

    return Source(({"$match": MATCH}, {"$project": FIELDS}), apply, heard)


def _keys(document: dict[str, Any]) -> tuple[TokenKey, ...]:
    try:
        return TOKEN_KEYS.decode(document).keys
    except msgspec.ValidationError as error:
        # Going on would bring it again; loading anew says what is wrong, and goes on saying it.
        raise HistoryLost from error
