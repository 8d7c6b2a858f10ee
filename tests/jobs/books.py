"""Accounts with a past, written straight into the database, and jobs run on them by name."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from rewards.calendar import whole_days
from rewards.score.answer import NotAvailable, Score
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.months import months_active
from rewards.score.score import score
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.evidence import evidence_row
from service.jobs.by_name import run_by_name
from service.members.account import Account
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.states import State
from service.programme import Programme
from service.store.schema.page import ACCOUNTS, COMPLETIONS, EVIDENCE, SNAPSHOTS
from service.store.schema.slot import Slot, SlotState
from tasks.completion import Completion
from tests.jobs.toy import QUICK

NOW = datetime(2026, 3, 8, 12, tzinfo=UTC)
CUT_OFF = datetime(2026, 2, 28, 22, 59, 59, 999000, tzinfo=UTC)
MS = timedelta(milliseconds=1)
JOB = "publish_scores"


class Books:
    """Accounts with a past, written straight into the database."""

    def __init__(self, database: Any, seed: int = 0) -> None:
        self._database, self._chance = database, random.Random(seed)

    def account(self, id_: str, *, since: datetime, **more: Any) -> Account:
        grant = Grant(
            purpose=Purpose.SCORE,
            counterparty=PROGRAMME,
            granted_at=since,
            ends_at=more.pop("ends_at", NOW + timedelta(days=30)),
            text_sha256="0" * 64,
        )
        fields: dict[str, Any] = {"state": State.ACTIVE, "consents": (grant,)} | more
        account = Account(
            id=id_,
            version=1,
            state_at=since,
            epoch=1,
            zone="Europe/Berlin",
            created_at=since,
            active_since=since,
            **fields,
        )
        self._database.accounts.insert_one(ACCOUNTS.encode(account))
        return account

    def completion(self, account: str, at: datetime) -> Evidence:
        done = Completion(
            id=f"task:tour:{account}:{self._chance.randrange(10**12)}",
            task="tour",
            account=account,
            period="once",
            seeds=0,
            source="app",
            reference=f"app:{at.isoformat()}",
            event_at=at,
            at=at,
            evidence=EvidenceKind.TASK_COMPLETED,
        )
        self._database.completions.insert_one(COMPLETIONS.encode(done))
        return Evidence(id=done.id, kind=EvidenceKind.TASK_COMPLETED, at=at, source="app")

    def evidence(self, account: str, kind: EvidenceKind, at: datetime) -> Evidence:
        id_ = f"{account}:{kind}:{self._chance.randrange(10**12)}"
        fact = Evidence(id=id_, kind=kind, at=at, source="app")
        row = evidence_row(account, fact, at=at)
        self._database.evidence.insert_one(EVIDENCE.encode(row))
        return fact

    def life(self, id_: str) -> tuple[Account, list[Evidence]]:
        """A random past, with things that happened around and after the cut-off."""
        chance = self._chance
        account = self.account(id_, since=CUT_OFF - timedelta(days=chance.randrange(-5, 400)))
        near = [CUT_OFF, CUT_OFF + MS, CUT_OFF + timedelta(days=3)]
        times = [CUT_OFF - timedelta(hours=chance.randrange(9000)) for _ in range(6)] + near
        # Months in state active are derived: a row says how one stands, and makes none.
        kinds = [kind for kind in EvidenceKind if kind is not EvidenceKind.MONTH_ACTIVE]
        rows = [self.completion(id_, at) for at in chance.sample(times, chance.randrange(6))]
        return account, rows + [
            self.evidence(id_, chance.choice(kinds), at)
            for at in chance.sample(times, chance.randrange(6))
        ]


def by_the_pure_function(
    account: Account, evidence: list[Evidence], programme: Programme, *, until: datetime = CUT_OFF
) -> Score | NotAvailable:
    """What has to be published about a life."""
    assert account.active_since is not None
    months = months_active(
        account.id,
        since=account.active_since,
        away=(),
        evidence=evidence,
        until=until,
        zone=programme.zone,
    )
    days = max(0, whole_days(account.active_since, until))
    numbers = programme.numbers.score
    return score([*evidence, *months], active_days=days, at=until, numbers=numbers)


def at(context: Context, programme: Programme, now: datetime = NOW) -> Context:
    return replace(context, clock=FixedClock(now), programme=lambda: programme)


async def publish(
    context: Context, as_of: str | None = None, *, name: str = JOB, **more: Any
) -> Any:
    return await run_by_name(context, name, as_of, stop=asyncio.Event(), effort=QUICK, **more)


async def published(context: Context, as_of: str | None = None) -> Slot:
    slot = await publish(context, as_of)
    assert isinstance(slot, Slot)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def snapshots(database: Any) -> dict[str, Any]:
    rows = [SNAPSHOTS.decode(raw) for raw in database.snapshots.find()]
    return {row.account: row for row in rows}
