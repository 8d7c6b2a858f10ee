"""The network takes the answer away after the commit: the caller still gets it, once."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import pytest

from service.store.connect import DRIVERS, OPTIONS
from service.store.path.command import Answered
from service.store.path.limits import Limits
from service.store.store import Store
from tests.store.path.proxy import Proxy
from tests.store.path.toy import SECRET_DROP, TOYS, Drop, Dropped, command, drop


@pytest.mark.parametrize(("times", "hang"), [(1, False), (12, False), (1, True)])
async def test_an_answer_lost_after_the_commit_is_found_again(
    mongo_url: str,
    database_name: str,
    database: Any,
    driver_name: str,
    times: int,
    hang: bool,
) -> None:
    proxy = Proxy(urlsplit(mongo_url).port or 0)
    secret = command(SECRET_DROP, Drop(jar="j1", slip="s"), "secret")
    async with proxy.listening() as port:
        options = OPTIONS | {"timeoutMS": 1000, "heartbeatFrequencyMS": 500}
        driver = DRIVERS[driver_name](through(mongo_url, port), database_name, **options)
        store = Store(driver, Limits(deadline_s=20), TOYS)
        await store.apply(drop("before", jar="j2"))
        proxy.lose, proxy.hang = times, hang
        answers = await asyncio.gather(store.apply(drop("a")), store.apply(secret))
        await store.close()
    assert answers == [Answered(Dropped(coins=1)), Answered(Dropped(coins=2))]
    assert proxy.lost > 0
    assert database.accounts.find_one({"_id": "j1"})["coins"] == 2
    assert database.outbox.count_documents({"account": "j1"}) == 2


def through(url: str, port: int) -> str:
    """The same server, reached at another port; a member's own name would lead past the proxy."""
    parts = urlsplit(url)
    return (
        f"mongodb://{parts.username}:{parts.password}@127.0.0.1:{port}/"
        "?authSource=admin&directConnection=true"
    )
