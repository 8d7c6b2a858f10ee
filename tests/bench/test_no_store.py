"""The stand-in without a database: the generator's own requests are answered as it expects."""

from collections.abc import Callable
from itertools import islice

import pytest
from httpx import ASGITransport, AsyncClient

from tests.bench.ground import member_tokens
from tests.bench.no_store import KEY, application
from tests.bench.ranked import BOARD
from tests.bench.spec import Completions, Reads, What
from tests.bench.test_checks import knock


def completions() -> What:
    return Completions(key=KEY, at_once=3)


def reads() -> What:
    tokens = member_tokens(["a"], realm="")  # good for a quarter of an hour
    return Reads(path=f"/v1/boards/{BOARD}", holds='"around":', tokens=tokens)


@pytest.mark.parametrize("made", [completions, reads])
async def test_what_is_compared_with_it_is_answered(made: Callable[[], What]) -> None:
    what = made()
    async with AsyncClient(
        transport=ASGITransport(app=application()), base_url="http://bench"
    ) as client:
        for request in islice(what.requests(), 2):
            assert what.good(*await knock(client, request))
