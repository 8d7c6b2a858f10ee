"""How much is done: small numbers for every run, the whole ones by `make chaos`."""

import os
import random

PREFIX = "TEST_"


def count(name: str, otherwise: int) -> int:
    """The number that the environment gives as `TEST_<name>`."""
    return int(os.environ.get(PREFIX + name, otherwise))


API_KILLS = count("API_KILLS", 8)
MONGOD_KILLS = count("MONGOD_KILLS", 3)
CUTS = count("CUTS", 6)  # loads in which commits lose their connections
STOPS = count("STOPS", 3)  # rolling restarts
RUNNER_KILLS = count("RUNNER_KILLS", 4)  # job runners amid a settlement
PUBLISHER_KILLS = count("PUBLISHER_KILLS", 6)  # job runners amid a publication of scores
LOCKS = count("LOCKS", 1)  # accounts left locked by a dead process
SENDS = 50  # of one request at the same time


def chance() -> random.Random:
    """This run's chance. Its seed is printed; `TEST_SEED` plays a run again."""
    seed = count("SEED", random.randrange(10**6))
    print(f"\nseed {seed}")
    return random.Random(seed)
