"""Two servers promise one line to many tills at once; then there is no server, and tills decide by
themselves; then what they gave out comes in."""

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from service.check.run import check
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.keys.random import fresh_merchant_key
from service.members.consents import Purpose
from tests.faults import numbers
from tests.faults.crowd import Customer
from tests.faults.stage import Stage, open_stage
from tests.flows.perks.test_terms import has_points
from tests.flows.rentals.scenes import publish
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

pytestmark = pytest.mark.slow

TILLS = [f"box-{number}" for number in range(20)]
OWN, BRING_IN = "/v1/me/offline-passes", "/v1/merchant/offline-passes"
LINE, BICYCLE, POWER_BANK = 50_000, 20_000, 3_000
BICYCLES = 2
FIT = 3
"""Power banks after two bicycles: the line ends long before the ten things that may be open."""


@pytest.fixture
async def stage(mongo_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(mongo_url, tmp_path, numbers.chance()) as opened:
        await opened.serve_two()
        yield opened


async def with_bicycles(stage: Stage) -> Customer:
    """A member at the level of bicycles who has two of them; what is left is for power banks."""
    (alice,) = await stage.crowd.settle(1, tasks=1)
    world: Any = stage.crowd.world
    await world.grant(alice, Purpose.SCORE)
    await world.grant(alice, Purpose.ELIGIBILITY, RIVERSIDE_BIKES)
    await asyncio.to_thread(publish, stage.database, alice.account)
    await asyncio.to_thread(has_points, stage.database, 560, alice.account)
    for _ in range(BICYCLES):
        shown = await world.open_pass(alice, "bicycle", RIVERSIDE_BIKES)
        rental = (await world.check(shown.token, RIVERSIDE_BIKES)).answer.rental
        body = AuthoriseRental(merchant=RIVERSIDE_BIKES, rental=rental)
        assert (await world.apply(AUTHORISE_RENTAL, body)).answer.state == "authorised"
    return alice


async def kiosk_key(stage: Stage) -> str:
    fresh = fresh_merchant_key(test=True)
    body = IssueMerchantKey(merchant=UMBRELLA_KIOSK, scopes=("rentals",), test=True)
    await stage.crowd.world.apply(ISSUE_MERCHANT_KEY, body, ids=(fresh.id, fresh.sha256))
    return fresh.text


async def call(port: int, method: str, path: str, token: str = "", body: Any = None) -> Any:
    """Over a connection of its own."""
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        return await client.request(method, path, headers=headers if token else {}, json=body)


async def verify(folder: Path, terminal: str, amount: int = POWER_BANK, till: str = "") -> int:
    """The exit code at a till that has the public keys, a list, and nothing else: no database, no
    secret, no server to ask."""
    options = {
        "keys": "keys.json",
        "used": f"used-{terminal}.txt",
        "merchant": UMBRELLA_KIOSK,
        "terminal": till or terminal,
        "amount": str(amount),
    }
    program = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("seedbank")),
        *("verify", f"{terminal}.txt"),
        *(word for name, text in options.items() for word in (f"--{name}", text)),
        cwd=folder,
        env={},
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    await program.communicate()
    assert program.returncode is not None
    return program.returncode


async def test_no_two_servers_promise_more_than_the_line_and_no_server_is_needed_at_the_till(
    stage: Stage, tmp_path: Path
) -> None:
    alice, kiosk = await with_bicycles(stage), await kiosk_key(stage)
    ports = [server.port for server in stage.servers]
    wanted = {"perk": "power-bank", "merchant": UMBRELLA_KIOSK}
    answers = await asyncio.gather(
        *(
            call(ports[n % 2], "POST", OWN, alice.token, wanted | {"terminal": till})
            for n, till in enumerate(TILLS)
        )
    )
    issued = [each.json() for each in answers if each.status_code == 201]
    refused = [each.json()["code"] for each in answers if each.status_code != 201]
    assert len(issued) == FIT
    assert set(refused) == {"perk_not_open"}
    stands = (await call(ports[1], "GET", "/v1/me/perks", alice.token)).json()["perks"]
    [bank] = [each for each in stands if each["id"] == "power-bank"]
    assert [each["code"] for each in bank["reasons"]] == ["line_full"]
    used = (await stage.crowd.world.account(alice)).line.used
    assert used == BICYCLES * BICYCLE + FIT * POWER_BANK <= LINE
    (tmp_path / "keys.json").write_bytes((await call(ports[0], "GET", "/v1/ledger/keys")).content)
    for each in issued:
        (tmp_path / f"{each['terminal']}.txt").write_text(each["token"])

    await asyncio.gather(*(server.stop() for server in stage.servers))
    for port in ports:
        with pytest.raises(httpx2.ConnectError):
            await call(port, "GET", "/health/live")
    first, *_ = boxes = [str(each["terminal"]) for each in issued]
    assert await verify(tmp_path, first, till="box-elsewhere") == 6
    assert await verify(tmp_path, first, POWER_BANK + 1) == 7
    assert await asyncio.gather(*(verify(tmp_path, box) for box in boxes)) == [0] * FIT
    assert await verify(tmp_path, first) == 8

    at = datetime.now(UTC).isoformat()
    await stage.servers[0].start()
    uses = [{"token": each["token"], "handed_over_at": at} for each in issued]
    brought = (await call(ports[0], "POST", BRING_IN, kiosk, {"uses": uses})).json()
    states = [each["rental"]["state"] for each in brought["results"]]
    assert (brought["failed"], states) == (0, ["active"] * FIT)
    report = await check(stage.store)
    assert report.green, report.violations
