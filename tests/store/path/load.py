"""A process under load, for tests that kill it: says what it starts and what was acknowledged.

`python -m tests.store.path.load URL DATABASE DRIVER RUN`: one line per event on standard output.
"""

import asyncio
import sys
from itertools import count

from service.store.connect import DRIVERS, OPTIONS
from service.store.path.limits import Limits
from service.store.store import Store
from tests.store.path.toy import TOYS, Dropped, drop

CALLERS = 8
JARS = 4


async def caller(store: Store, run: str, mine: int) -> None:
    """One command after the other, each sent again with its key until it is answered."""
    for n in count():
        slip = f"{run}-{mine}-{n}"
        print("sent", slip, flush=True)
        answered = await store.apply(drop(slip, jar=f"j{n % JARS + 1}"))
        if isinstance(answered.answer, Dropped):
            print("done", slip, answered.answer.coins, flush=True)


async def main(url: str, database: str, driver: str, run: str) -> None:
    store = Store(DRIVERS[driver](url, database, **OPTIONS), Limits(), TOYS)
    await asyncio.gather(*(caller(store, run, mine) for mine in range(CALLERS)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
