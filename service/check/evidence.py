"""Proves that evidence is about what exists, and agrees with its challenges and notices (I10)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from rewards.ledger.invariants import Violation
from rewards.perks.rentals.invariants import breach_agrees
from rewards.score.evidence import Status
from rewards.score.standing.challenge import challenge_id
from rewards.score.standing.invariants import (
    challenge_agrees,
    comes_from,
    nothing_else_is_open,
    stands_rightly,
)
from service.check.walk import walk
from service.flows.rentals.breach_follows import broken_rental
from service.members.account import Account
from service.members.states import State
from service.store.collection import Collection
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import (
    ACCOUNTS,
    CHALLENGES,
    COMPLETIONS,
    ERASURES,
    EVIDENCE,
    INBOX,
    RENTALS,
)
from service.store.snapshot import Snapshot
from service.store.store import Store

Doc = TypeVar("Doc", bound=msgspec.Struct)


async def check_evidence(store: Store) -> list[Violation]:
    """All evidence, then all challenges, a chunk and a moment at a time."""
    rows = await walk(store, EVIDENCE, _rows)
    return rows + await walk(store, CHALLENGES, _challenges)


async def _rows(snapshot: Snapshot, rows: Sequence[EvidenceRow]) -> list[Violation]:
    accounts = await kept(snapshot, {row.account for row in rows})
    challenges = await _by_id(snapshot, CHALLENGES, {challenge_id(row.id) for row in rows})
    waiting = {row.notice for row in rows if row.notice and row.status is Status.PROPOSED}
    notices = await _by_id(snapshot, INBOX, waiting)
    things = await _things(snapshot, rows)
    breaches = await _breaches(snapshot, rows)
    found: list[Violation] = []
    for row in rows:
        if row.account not in accounts:
            continue
        if (rental := _rental_of(row)) is not None or row.id.startswith("task:"):
            of = things.get(rental or row.id)
            found += comes_from(row.fact, row.account, of)
        found += breaches.get(row.id, ())
        told = row.notice in notices
        challenge = challenges.get(challenge_id(row.id))
        found += stands_rightly(row.id, row.standing, challenge, told=told)
    return found + await _open(snapshot, accounts.values())


async def _open(snapshot: Snapshot, accounts: Iterable[Account]) -> list[Violation]:
    """Everybody has evidence, so here is where every account is seen."""
    objecting = [each for each in accounts if each.challenging]
    known = await _by_id(
        snapshot, CHALLENGES, {id_ for each in objecting for id_ in each.challenging}
    )
    return [
        violation
        for each in objecting
        for violation in nothing_else_is_open(each.id, each.challenging, known)
    ]


async def _challenges(snapshot: Snapshot, page: Sequence[Any]) -> list[Violation]:
    accounts = await kept(snapshot, {each.account for each in page})
    rows = await _by_id(snapshot, EVIDENCE, {each.evidence for each in page})
    found: list[Violation] = []
    for each in page:
        account, row = accounts.get(each.account), rows.get(each.evidence)
        if account is not None:
            of = (row.account, row.source) if row else None
            found += challenge_agrees(each, of, account.challenging)
    return found


async def _things(snapshot: Snapshot, rows: Iterable[EvidenceRow]) -> dict[str, tuple[str, str]]:
    """Whose the rentals and completions of these rows are, and who knows of them."""
    ids = {row.id for row in rows if row.id.startswith("task:")}
    rentals = {rental for row in rows if (rental := _rental_of(row)) is not None}
    completions = await _by_id(snapshot, COMPLETIONS, ids)
    lent = await _by_id(snapshot, RENTALS, rentals)
    return {id_: (each.account, each.source) for id_, each in completions.items()} | {
        id_: (each.account, each.merchant) for id_, each in lent.items()
    }


async def _breaches(snapshot: Snapshot, rows: Iterable[EvidenceRow]) -> dict[str, list[Violation]]:
    """What is wrong between broken promises and their rentals, by evidence."""
    broken = {row.reference: row for row in rows if broken_rental(row) is not None}
    lent = await _by_id(snapshot, RENTALS, broken)
    return {
        row.id: breach_agrees(lent[id_], row.standing) for id_, row in broken.items() if id_ in lent
    }


def _rental_of(row: EvidenceRow) -> str | None:
    first, _, rest = row.id.partition(":")
    return rest.rpartition(":")[0] if first == "rental" else None


async def kept(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, Account]:
    """The accounts whose notices and challenges are kept. Those of who is forgotten are swept, also
    while something of the account still goes on; the ledger of what happened is not."""
    found = await _by_id(snapshot, ACCOUNTS, ids)
    leaving = {id_ for id_, each in found.items() if each.state is State.CLOSING}
    forgotten = await _by_id(snapshot, ERASURES, leaving)
    return {
        id_: each
        for id_, each in found.items()
        if each.state is not State.ERASED and id_ not in forgotten
    }


async def _by_id(
    snapshot: Snapshot, collection: Collection[Doc], ids: Iterable[str]
) -> dict[str, Doc]:
    wanted = sorted(ids)
    found: list[Any] = await snapshot.of(collection, "_id", wanted) if wanted else []
    return {each.id: each for each in found}
