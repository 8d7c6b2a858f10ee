"""Which servers can hold a Seedbank."""

from typing import Any

import pytest
from pymongo import MongoClient

from service.store.requirements import UnfitServerError, require_transactions

MEMBER = {"setName": "rs0", "maxWireVersion": 17}


def refusal(hello: dict[str, object]) -> str:
    """The line that a person sees."""
    with pytest.raises(UnfitServerError) as caught:
        require_transactions(hello)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("version", [0, 13, 16, None, "17"])
def test_a_server_older_than_6_0_is_refused(version: object) -> None:
    assert "too old" in refusal({**MEMBER, "maxWireVersion": version})


def test_a_server_that_does_not_say_its_version_is_refused() -> None:
    assert "too old" in refusal({"setName": "rs0"})


def test_a_standalone_server_is_refused_with_what_to_do() -> None:
    line = refusal({"maxWireVersion": 25})

    assert "standalone" in line
    assert "--replSet rs0" in line


def test_a_member_of_no_set_yet_is_refused_with_what_to_do() -> None:
    assert "rs.initiate()" in refusal({"isreplicaset": True, "maxWireVersion": 25})


@pytest.mark.parametrize("version", [17, 21, 25])
def test_a_member_of_a_replica_set_passes(version: int) -> None:
    require_transactions({**MEMBER, "maxWireVersion": version})


def test_a_router_of_a_sharded_cluster_passes() -> None:
    require_transactions({"msg": "isdbgrid", "maxWireVersion": 25})


def test_the_servers_of_this_run_pass(admin: MongoClient[dict[str, Any]]) -> None:
    require_transactions(admin.admin.command("hello"))
