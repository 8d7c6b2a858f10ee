"""A process with the tills of ten merchants, which all authorise at once when told to.

Started with the database's address and name, the driver, and the ids of the rentals to authorise.
"""

import asyncio
import sys
from collections.abc import Sequence

import msgspec

from service.clock import FixedClock
from service.flows.context import Context
from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.store.connect import connect
from tests.flows.rentals.test_rental_race import MANY
from tests.people import NOON

MERCHANTS = tuple(f"kiosk-{number}" for number in range(10))
TEN = msgspec.structs.replace(
    MANY,
    merchants=(
        *MANY.merchants,
        *(msgspec.structs.replace(MANY.merchants[0], id=each) for each in MERCHANTS),
    ),
)


async def main(url: str, name: str, driver: str, rentals: Sequence[str]) -> None:
    """Says `ready`, waits for a line, and says what kind of answer each rental got."""
    store = await connect(url, name, driver=driver)
    context = Context(store=store, clock=FixedClock(NOON), programme=lambda: TEN)
    print("ready", flush=True)
    sys.stdin.readline()
    found = await asyncio.gather(*(authorise(context, rental) for rental in rentals))
    print(msgspec.json.encode(found).decode())
    await store.close()


async def authorise(context: Context, rental: str) -> str:
    merchant, _ = rental.split(".")
    answered = await context.apply(
        AUTHORISE_RENTAL,
        AuthoriseRental(merchant=merchant, rental=rental),
        caller=f"merchant:{merchant}",
        key=rental,
    )
    return type(answered.answer).__name__


if __name__ == "__main__":
    url, name, driver, *rentals = sys.argv[1:]
    asyncio.run(main(url, name, driver, rentals))
