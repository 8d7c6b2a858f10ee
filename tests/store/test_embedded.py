"""The embedded server, with real processes on real folders."""

from typing import Any

from pymongo import MongoClient


def test_the_shared_server_takes_writes(
    admin: MongoClient[dict[str, Any]], database_name: str
) -> None:
    admin[database_name]["notes"].insert_one({"_id": 1})

    assert admin[database_name]["notes"].count_documents({}) == 1
