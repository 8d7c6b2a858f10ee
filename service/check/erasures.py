"""I13: whoever was erased has left nothing that says who it was."""

from collections.abc import Iterable
from typing import Any

from rewards.ledger.invariants import Violation
from service.check.walk import walk
from service.members.account import Account
from service.members.erasure.erase import BLANKED
from service.members.erasure.record import Erasure, ErasureState
from service.members.states import State
from service.store.collection import Collection
from service.store.schema.page import (
    ACCESS_LOG,
    ACCOUNTS,
    ERASURES,
    INBOX,
    LEDGER_SALTS,
    MEMBERS,
    PSEUDONYMS,
    SESSIONS,
)
from service.store.snapshot import Snapshot
from service.store.store import Store

CHUNK = 200

OF_PERSONS = (MEMBERS,)
SWEPT_ONCE = (PSEUDONYMS,)
SWEPT_TWICE = (SESSIONS, INBOX, ACCESS_LOG)
"""What is still there of an erasure of which state; what comes late is swept the second time."""


async def check_erasures(store: Store) -> list[Violation]:
    """Every erasure with what is left of its account, a chunk and a moment at a time."""
    return await walk(store, ERASURES, _chunk, chunk=CHUNK)


async def _chunk(snapshot: Snapshot, erasures: list[Erasure]) -> list[Violation]:
    ids = [each.id for each in erasures]
    accounts = {each.id: each for each in await snapshot.of(ACCOUNTS, "_id", ids)}
    keys = {each.id: each.key for each in await snapshot.of(LEDGER_SALTS, "_id", ids)}
    found: list[Violation] = []
    for each in erasures:
        account = accounts.get(each.id)
        if account is not None:
            found += _account(account, each)
        if keys.get(each.id) is not None:
            found.append(_i13(each.id, "its salts can still be made"))
    swept = [each.id for each in erasures if each.state in (ErasureState.SWEPT, ErasureState.OVER)]
    over = [each.id for each in erasures if each.state is ErasureState.OVER]
    for collections, of in ((OF_PERSONS, ids), (SWEPT_ONCE, swept), (SWEPT_TWICE, over)):
        for collection in collections:
            found += await _left(snapshot, collection, of)
    return found


def _account(account: Account, erasure: Erasure) -> Iterable[Violation]:
    wanted = erasure.state is ErasureState.WANTED
    if (account.state is State.ERASED) is wanted:
        yield _i13(account.id, f"it is {account.state}, its erasure {erasure.state}")
    empty = Account(
        id=account.id,
        version=0,
        state=account.state,
        state_at=account.state_at,
        epoch=0,
        zone=account.zone,
        created_at=account.created_at,
    )
    for name in sorted(BLANKED - ({"purse"} if wanted else set())):
        if getattr(account, name) != getattr(empty, name):
            yield _i13(account.id, f"its {name} is not blank")


async def _left(
    snapshot: Snapshot, collection: Collection[Any], accounts: list[str]
) -> list[Violation]:
    if not accounts:
        return []
    rows = await snapshot.of_accounts(collection, accounts)
    return [_i13(row.account, f"a row of it is left in {collection.name}") for row in rows]


def _i13(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I13", subject=subject, sentence=sentence)
