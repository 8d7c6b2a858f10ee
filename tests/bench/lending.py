"""A perk at the counter without HTTP: checked, authorised, cancelled; three commands each time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec
import psutil
import uvloop

from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.passes import Pass
from rewards.score.answer import Score
from service.clock import SystemClock
from service.flows.context import Context
from service.flows.perks.check_eligibility import CHECK_ELIGIBILITY, CheckEligibility
from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.flows.rentals.cancel_rental import MERCHANT_CANCELS, MerchantCancels
from service.garbage import search_less
from service.members.consents import PROGRAMME, Grant, Purpose
from service.store.connect import connect
from service.store.embedded import Mongod
from service.store.schema.documents import CURRENT, Publication, Snapshot, snapshot_id
from service.store.schema.page import PASSES, PUBLICATIONS, SNAPSHOTS
from tests.bench.ground import Ground, ground, prepare
from tests.bench.in_process import ARMS
from tests.bench.measure import Cpu, Laps, Measured, repeat, with_cpu
from tests.bench.programme import MEMBERS, MERCHANT, programme
from tests.bench.spec import WARM_UP_S

PERK = "umbrella"
LOANS = 2 * MEMBERS
STEPS = 3


def run(mongod: Mongod, arm: str, *, callers: int, seconds: float) -> Measured:
    """One arm on a fresh database. An operation is one of the three commands."""

    async def measured() -> Measured:
        with ground(mongod) as (name, client):
            here = await prepare(mongod, name, client)
            passes = list(_settle(client[name], datetime.now(UTC)))
            return await _run(here, arm, iter(passes), callers, seconds)

    return uvloop.run(measured())


async def _run(
    here: Ground, arm: str, passes: Iterator[str], callers: int, seconds: float
) -> Measured:
    document, keys = programme(), count()
    store = await connect(here.mongod.url, here.database, limits=ARMS[arm])
    context = Context(store=store, clock=SystemClock(), programme=lambda: document)
    search_less()

    async def ask(rule: Any, body: msgspec.Struct) -> Any:
        answered = await context.apply(rule, body, caller="bench", key=f"k{next(keys)}")
        return answered.answer

    async def lend() -> None:
        checked = await ask(
            CHECK_ELIGIBILITY, CheckEligibility(merchant=MERCHANT, token=next(passes))
        )
        if checked.answer is not MerchantAnswer.YES:
            raise AssertionError(checked)
        await ask(AUTHORISE_RENTAL, AuthoriseRental(merchant=MERCHANT, rental=checked.rental))
        ended = await ask(
            MERCHANT_CANCELS, MerchantCancels(merchant=MERCHANT, rental=checked.rental)
        )
        if ended.state != "cancelled":
            raise AssertionError(ended)

    await repeat(lend, callers=callers, seconds=WARM_UP_S)
    service, server = Cpu([psutil.Process().pid]), Cpu([here.mongod.pid])
    seen = await repeat(lend, callers=callers, seconds=seconds)
    measured = with_cpu(_by_command(seen), service, server)
    await store.close()
    return measured


def _by_command(seen: Laps) -> Laps:
    return msgspec.structs.replace(
        seen,
        operations=STEPS * seen.operations,
        p50_ms=seen.p50_ms / STEPS,
        p99_ms=seen.p99_ms / STEPS,
    )


def _settle(database: Any, now: datetime) -> Iterator[str]:
    """Everybody scored and asked, and two passes for each; their tokens."""
    longer_ago = now - timedelta(days=1)
    wanted = ((Purpose.SCORE, PROGRAMME), (Purpose.ELIGIBILITY, MERCHANT))
    grants = [
        Grant(purpose=p, counterparty=who, granted_at=longer_ago, ends_at=None, text_sha256="")
        for p, who in wanted
    ]
    more = [msgspec.to_builtins(grant, builtin_types=(datetime,)) for grant in grants]
    database.accounts.update_many({}, {"$push": {"consents": {"$each": more}}})
    published = Publication(
        id=CURRENT, cycle="bench", revision=1, cut_off=longer_ago, published_at=longer_ago
    )
    database.publications.insert_one(PUBLICATIONS.encode(published))
    accounts = [f"a{n:07d}" for n in range(MEMBERS)]
    score = Score(
        value=560,
        level="sapling",
        start=350,
        parts=(),
        scheme="sesame",
        scheme_version=1,
        at=longer_ago,
    )
    snapshots = (
        Snapshot(
            id=snapshot_id(published, account),
            cycle="bench",
            revision=1,
            account=account,
            score=score,
            not_available=None,
        )
        for account in accounts
    )
    database.snapshots.insert_many([SNAPSHOTS.encode(each) for each in snapshots])
    passes = [
        Pass(
            id=f"{n:032x}",
            account=accounts[n % MEMBERS],
            perk=PERK,
            merchant=MERCHANT,
            issued_at=now,
            expires_at=now + timedelta(days=1),
        )
        for n in range(LOANS)
    ]
    database.passes.insert_many([PASSES.encode(each) for each in passes])
    return (each.id for each in passes)
