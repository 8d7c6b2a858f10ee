"""Every run has its own chance, printed so that it can be played again."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults import numbers
from tests.faults.stage import Stage, open_stage


@pytest.fixture
def chance() -> random.Random:
    """Random, and repeatable by its printed seed."""
    return numbers.chance()


@pytest.fixture
async def stage(mongo_url: str, tmp_path: Path, chance: random.Random) -> AsyncIterator[Stage]:
    """A programme on the run's MongoDB."""
    async with open_stage(mongo_url, tmp_path, chance) as opened:
        yield opened
