"""A process that dies inside a transaction. Started, and killed, by the tests.

`python -m tests.faults.holder URL DATABASE ACCOUNT`: writes to the account, says so, and hangs.
"""

import sys
from typing import Any

from pymongo import MongoClient


def main(url: str, database: str, account: str) -> None:
    client: MongoClient[dict[str, Any]] = MongoClient(url)
    with client, client.start_session() as session:
        session.start_transaction()
        change = {"$inc": {"version": 1}}
        client[database].accounts.update_one({"_id": account}, change, session=session)
        print("held", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
