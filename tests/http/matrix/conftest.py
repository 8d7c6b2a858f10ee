"""One application for the whole matrix; each unsafe operation brings people of its own."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from msgspec.structs import replace
from pymongo import MongoClient

from service.programme_demo import DEMO
from tests.http.doors import BIKES, KIOSK, Doors, open_doors
from tests.http.matrix.company import Company

# The merchants who knock look at badges too, as the demo's tills do not.
PROGRAMME = replace(
    DEMO,
    perks=tuple(
        replace(perk, merchants=(*perk.merchants, KIOSK, BIKES)) if perk.badge else perk
        for perk in DEMO.perks
    ),
)


@pytest.fixture(scope="session")
async def house(mongo_url: str, admin: MongoClient[dict[str, Any]]) -> AsyncIterator[Doors]:
    """Without limits, its clock standing still."""
    name = f"test_{uuid.uuid4().hex}"
    async with open_doors(mongo_url, name, programme=PROGRAMME) as opened:
        yield opened
    admin.drop_database(name)


@pytest.fixture(scope="session")
def company(house: Doors) -> Company:
    """Callers for one operation after another."""
    return Company(house)
