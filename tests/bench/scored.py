"""Members with a past, as many as are asked for: written straight into the database, in batches."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from rewards.score.evidence import Evidence, EvidenceKind
from service.flows.evidence import evidence_row
from service.members.account import Account
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.states import State
from service.store.schema.page import ACCOUNTS, COMPLETIONS, EVIDENCE
from tasks.completion import Completion

AT_ONCE = 5_000
DONE, FACTS = 4, 4
"""Completions of each member, and other evidence."""
DAYS = 200
"""Since when they are members: six months active come on top."""
KINDS = (
    EvidenceKind.CONTACT_VERIFIED,
    EvidenceKind.RENTAL_KEPT_SMALL,
    EvidenceKind.RETURNED_ON_TIME,
    EvidenceKind.RETURNED_LATE,
)


def settle_scored(database: Any, count: int, now: datetime) -> None:
    """Active members who want a score, each with eight pieces of evidence by chance."""
    chance = Random(count)
    makers = (
        (database.accounts, _accounts(now)),
        (database.completions, _completions(chance, now)),
        (database.evidence, _facts(chance, now)),
    )
    for first in range(0, count, AT_ONCE):
        ids = [f"s{number:08d}" for number in range(first, min(first + AT_ONCE, count))]
        for collection, make in makers:
            rows = [row for id_ in ids for row in make(id_)]
            collection.insert_many(rows, ordered=False, bypass_document_validation=True)


def _accounts(now: datetime) -> Any:
    since = now - timedelta(days=DAYS)
    grants = tuple(
        Grant(purpose=p, counterparty=PROGRAMME, granted_at=since, ends_at=None, text_sha256="")
        for p in (Purpose.ENROLMENT, Purpose.SCORE)
    )
    row = ACCOUNTS.encode(
        Account(
            id="",
            version=1,
            state=State.ACTIVE,
            state_at=since,
            epoch=1,
            zone="Europe/Berlin",
            created_at=since,
            consents=grants,
            active_since=since,
        )
    )

    def make(id_: str) -> Iterator[dict[str, Any]]:
        yield {**row, "_id": id_}

    return make


def _completions(chance: Random, now: datetime) -> Any:
    done = Completion(
        id="",
        task="tour",
        account="",
        period="once",
        seeds=10,
        source="umbrella-kiosk",
        reference="till-1-17",
        event_at=now,
        at=now,
        evidence=EvidenceKind.TASK_COMPLETED,
    )
    row = COMPLETIONS.encode(done)

    def make(id_: str) -> Iterator[dict[str, Any]]:
        for number in range(DONE):
            at = _ago(chance, now)
            key = f"task:tour:{id_}:{number}"
            yield {**row, "_id": key, "account": id_, "event_at": at, "at": at}

    return make


def _facts(chance: Random, now: datetime) -> Any:
    fact = Evidence(id="", kind=EvidenceKind.CONTACT_VERIFIED, at=now, source="umbrella-kiosk")
    row = EVIDENCE.encode(evidence_row("", fact, at=now))

    def make(id_: str) -> Iterator[dict[str, Any]]:
        for kind in KINDS[:FACTS]:
            key, at = f"{kind.value}:{id_}", _ago(chance, now)
            yield {**row, "_id": key, "account": id_, "kind": kind.value, "at": at}

    return make


def _ago(chance: Random, now: datetime) -> datetime:
    return now - timedelta(minutes=chance.randrange(1, DAYS * 24 * 60))
