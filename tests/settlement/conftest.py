"""A running programme whose every scenario ends with the proof that all is right."""

import pytest

from tests.flows.conftest import database, world
from tests.flows.world import World
from tests.settlement.season import Season

__all__ = ["database", "world"]


@pytest.fixture
def driver_name() -> str:
    """Both drivers are proved where a season goes its whole way."""
    return "pymongo"


@pytest.fixture
def season(world: World) -> Season:
    """The week of NOON on the demo's board; prizes are 100, 60 and 40."""
    return Season(world)
