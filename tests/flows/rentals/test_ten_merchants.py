"""One credit line, ten merchants, two hundred tills, two processes: never above it (I5)."""

import subprocess
import sys
from collections import Counter
from typing import Any

import msgspec
import pytest

from rewards.perks.rentals.rental import Rental, RentalState
from service.members.consents import Purpose
from service.store.schema.page import RENTALS
from tests.flows.rentals.scenes import customer, under
from tests.flows.rentals.test_rental_race import DEPOSIT, FITTING, LIMIT, TERMS
from tests.flows.rentals.tills import MERCHANTS, TEN
from tests.flows.world import World
from tests.people import MINUTE, NOON

EACH = 20


def rental(account: str, merchant: str, number: int) -> Rental:
    """A quote of one of a merchant's tills."""
    return Rental(
        id=f"{merchant}.{number}",
        account=account,
        merchant=merchant,
        perk="umbrella",
        terms=msgspec.structs.replace(TERMS, deposit_minor=DEPOSIT),
        at=NOON,
        state=RentalState.QUOTED,
        state_at=NOON,
        ends_at=NOON + 15 * MINUTE,
    )


def at_once(*where: str, rentals: list[str]) -> list[str]:
    """What two processes were answered, half of the rentals each, begun at one word."""
    command = [sys.executable, "-m", "tests.flows.rentals.tills", *where]
    tills = [
        subprocess.Popen(
            [*command, *rentals[half::2]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for half in range(2)
    ]
    for each in tills:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    return [kind for each in _go(tills) for kind in each]


def _go(tills: list[subprocess.Popen[str]]) -> list[list[str]]:
    for each in tills:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate(timeout=60)[0] for each in tills]
    assert [each.returncode for each in tills] == [0, 0]
    return [msgspec.json.decode(each, type=list[str]) for each in said]


@pytest.mark.slow
async def test_ten_merchants_at_once_stay_within_one_line(
    world: World, database: Any, mongo_url: str, database_name: str, driver_name: str
) -> None:
    counter = await customer(world, database)
    account = counter.who.account
    for merchant in MERCHANTS:
        await under(world, TEN).grant(counter.who, Purpose.ELIGIBILITY, merchant)
    quoted = [rental(account, each, number) for number in range(EACH) for each in MERCHANTS]
    database.rentals.insert_many([RENTALS.encode(each) for each in quoted])

    where = (mongo_url, database_name, driver_name)
    found = at_once(*where, rentals=[each.id for each in quoted])

    assert Counter(found) == {
        "RentalView": FITTING,
        "DepositNotWaived": len(quoted) - FITTING,
    }
    assert await counter.used() == FITTING * DEPOSIT <= LIMIT
    assert database.rentals.count_documents({"state": "authorised"}) == FITTING
