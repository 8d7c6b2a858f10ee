"""A perk at the counter without HTTP: checked, authorised, cancelled; three commands each time."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import msgspec
import psutil
import uvloop

from rewards.perks.decide_eligibility import MerchantAnswer
from service.clock import SystemClock
from service.flows.context import Context
from service.flows.perks.check_eligibility import CHECK_ELIGIBILITY, CheckEligibility
from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.flows.rentals.cancel_rental import MERCHANT_CANCELS, MerchantCancels
from service.garbage import search_less
from service.store.connect import connect
from service.store.embedded import Mongod
from tests.bench.customers import issue_passes, settle_customers
from tests.bench.ground import Ground, ground, prepare
from tests.bench.in_process import ARMS
from tests.bench.measure import Cpu, Laps, Measured, repeat, with_cpu
from tests.bench.programme import MEMBERS, MERCHANT, programme
from tests.bench.spec import WARM_UP_S

LOANS = 2 * MEMBERS
STEPS = 3


def run(mongod: Mongod, arm: str, *, callers: int, seconds: float) -> Measured:
    """One arm on a fresh database. An operation is one of the three commands."""

    async def measured() -> Measured:
        with ground(mongod) as (name, client):
            here = await prepare(mongod, name, client)
            settle_customers(client[name])
            passes = issue_passes(client[name], 0, LOANS)
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
        p95_ms=seen.p95_ms / STEPS,
        p99_ms=seen.p99_ms / STEPS,
    )
