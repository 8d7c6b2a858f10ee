"""The stand-in without a database: the generator's own requests are answered as it expects."""

from itertools import islice

import pytest
from httpx import ASGITransport, AsyncClient

from tests.bench.ground import member_tokens
from tests.bench.no_store import KEY, application
from tests.bench.ranked import BOARD
from tests.bench.spec import Completions, Reads, What
from tests.bench.test_checks import knock


@pytest.mark.parametrize(
    "what",
    [
        Completions(key=KEY, at_once=3),
        Reads(path=f"/v1/boards/{BOARD}", holds='"around":', tokens=member_tokens(["a"], realm="")),
    ],
)
async def test_what_is_compared_with_it_is_answered(what: What) -> None:
    async with AsyncClient(
        transport=ASGITransport(app=application()), base_url="http://bench"
    ) as client:
        for request in islice(what.requests(), 2):
            assert what.good(*await knock(client, request))
