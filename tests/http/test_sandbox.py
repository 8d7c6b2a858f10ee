"""A sandbox's merchants' keys open no door of a real programme, nor the other way round."""

import pytest

from tests.http.doors import Doors, is_problem

EVENT = "/v1/merchant/events"


@pytest.mark.parametrize("test", [True, False])
async def test_a_key_of_the_other_kind_opens_nothing(own_doors: Doors, test: bool) -> None:
    key = await own_doors.merchant()
    keys = own_doors.context.store.driver.db.merchant_keys
    # As in a copy of another database's collection.
    await keys.update_one({}, {"$set": {"test": test}})
    answer = await own_doors.call("POST", EVENT, key, json={})
    if test:
        is_problem(answer, 422, "invalid_request")
    else:
        is_problem(answer, 401, "not_authenticated")


async def test_members_read_whether_they_are_in_a_sandbox(own_doors: Doors) -> None:
    shown = await own_doors.call("GET", "/v1/programme")
    assert shown.json()["sandbox"] is True
