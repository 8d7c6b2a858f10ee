"""`seedbank keys`: what it says, what it refuses, and the row in the audit log."""

import re
from typing import Any

import pytest

from tests.serving import run


@pytest.fixture
def settings(mongo_url: str, database_name: str) -> dict[str, object]:
    return {"mongo_url": mongo_url, "database": database_name, "secret": "s" * 32}


def test_rotating_announces_and_is_refused_until_the_key_signs(
    settings: dict[str, object], database: Any
) -> None:
    first = run("keys", "list", **settings)
    assert re.fullmatch(r"[\w-]{16}  signs  made from the secret\n", first.stdout)
    assert database.token_keys.find_one() is None
    rotated = run("keys", "rotate", "--reason", "a drill", **settings)
    assert rotated.returncode == 0, rotated.stderr
    kid = rotated.stdout.split(" ")[1]
    old, new = run("keys", "list", **settings).stdout.splitlines()
    assert re.fullmatch(r"[\w-]{16}  signs  made from the secret, ends 20\S+", old)
    assert re.fullmatch(rf"{kid}  announced  signs from 20\S+", new)
    again = run("keys", "rotate", **settings)
    assert again.returncode == 2
    assert f"Key {kid} is announced" in again.stderr
    (row,) = database.audit_log.find({"action": "rotate_token_key"})
    assert (row["subject"], row["reason"], row["outcome"]) == (
        f"token_key:{kid}",
        "a drill",
        "done",
    )
    assert row["actor"].startswith("console:")


def test_a_key_may_sign_at_once(settings: dict[str, object]) -> None:
    assert run("keys", "rotate", "--in-minutes", "0", **settings).returncode == 0
    old, new = run("keys", "list", **settings).stdout.splitlines()
    assert "  verifies  made from the secret, ends" in old
    assert "  signs  signs from" in new
    assert run("keys", "rotate", "--in-minutes", "-1", **settings).returncode == 2
