"""Schema 2: rentals, invitations, seasons, games; what accounts of schema 1 lack is filled in."""

from typing import Any

from rewards.invitations.inviting import Inviting
from rewards.perks.rentals.line import Line
from service.store.codec import bson_ready, wraps_of
from service.store.driver.port import Driver
from service.store.schema.page import ACCOUNTS


async def fill_second_ground(driver: Driver) -> None:
    """Accounts had no line and no invitations."""
    accounts: Any = driver.db[ACCOUNTS.name]
    for field, empty in (("line", Line()), ("inviting", Inviting())):
        value = bson_ready(empty, wraps_of(type(empty)))
        await accounts.update_many({field: {"$exists": False}}, {"$set": {field: value}})
