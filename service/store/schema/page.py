"""Every collection and every index on one page, each index with the query it is for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from rewards.ledger.transfer import Transfer
from service.members.account import Account
from service.members.link import Pseudonym
from service.members.member import Member
from service.store.collection import Collection
from service.store.outbox import OUTBOX
from service.store.path.record import KEPT_DAYS, RECORDS
from service.store.schema.documents import Claim
from service.store.schema.index import Index, on
from tasks.completion import Completion


@dataclass(frozen=True)
class Stored:
    """A collection with its secondary indexes."""

    collection: Collection[Any]
    indexes: tuple[Index, ...] = ()


ACCOUNTS = Collection("accounts", Account, guarded=True)
MEMBERS = Collection("members", Member, guarded=True)
CLAIMS = Collection("claims", Claim)
PSEUDONYMS = Collection("pseudonyms", Pseudonym)
COMPLETIONS = Collection("completions", Completion)
TRANSFERS = Collection("transfers", Transfer)

PAGE: tuple[Stored, ...] = (
    Stored(ACCOUNTS),
    Stored(MEMBERS),
    Stored(CLAIMS),
    Stored(PSEUDONYMS),
    Stored(
        COMPLETIONS,
        (on("account", "event_at", query="the completions of an account up to a cut-off"),),
    ),
    Stored(
        TRANSFERS,
        (on("account", "at", query="the statement of an account; the sums that `check` proves"),),
    ),
    Stored(OUTBOX),
    Stored(
        RECORDS,
        (on("at", query="none: it removes old records", expire_after=timedelta(days=KEPT_DAYS)),),
    ),
)

COLLECTIONS = {stored.collection.name: stored.collection for stored in PAGE}
