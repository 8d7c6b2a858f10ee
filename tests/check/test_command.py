"""`seedbank check` as an operator runs it."""

from typing import Any

from service.store.connect import connect
from service.store.schema.page import TRANSFERS
from tests.check.test_account_chunk import AWARD
from tests.serving import SECRET, run


async def test_it_says_what_is_wrong_and_ends_with_one(
    mongo_url: str, database_name: str, admin: Any
) -> None:
    settings = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    await (await connect(mongo_url, database_name)).close()
    green = run("check", **settings)
    assert (green.returncode, green.stderr) == (0, "")
    assert green.stdout.startswith("all green: 0 accounts")
    admin[database_name].transfers.insert_one(TRANSFERS.encode(AWARD))
    red = run("check", **settings)
    assert red.returncode == 1
    assert red.stderr == "I2 alice: has transfers and is no account\n"
    assert red.stdout.startswith("1 violations")
