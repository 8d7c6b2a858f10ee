"""`seedbank operator`, as a person starts it; what a command line leaves in the audit log."""

import getpass
import subprocess
from typing import Any

import pytest

from tests.serving import PROGRAM, SECRET, environment, run

pytestmark = pytest.mark.slow

PASSWORD = "correct horse battery staple"
WHO = f"console:{getpass.getuser()}"


@pytest.fixture
def settings(mongo_url: str, database_name: str) -> dict[str, object]:
    return {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}


def operator(*arguments: str, typed: str = "", **settings: object) -> Any:
    """`seedbank operator ...`, with something on its standard input."""
    return subprocess.run(
        [PROGRAM, "operator", *arguments],
        env=environment(**settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_operator_comes_changes_the_password_and_goes(
    settings: dict[str, object], admin: Any, database_name: str
) -> None:
    database = admin[database_name]
    add = ("add", "olga", "--role", "admin", "--reason", "the first one")
    added = operator(*add, typed=PASSWORD + "\n", **settings)
    assert (added.returncode, added.stderr) == (0, "")
    first = database.operators.find_one()["password_hash"]
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    again = operator(*add, typed=PASSWORD + "\n", **settings)
    assert (again.returncode, "choose another name" in again.stderr) == (1, True)
    changed = operator("password", "olga", typed="another " + PASSWORD, **settings)
    assert changed.returncode == 0, changed.stderr
    assert database.operators.find_one()["password_hash"] != first
    assert "olga  admin" in operator("list", **settings).stdout
    assert operator("disable", "olga", **settings).returncode == 0
    assert "disabled" in operator("list", **settings).stdout
    rows = list(database.audit_log.find(sort=[("at", 1)]))
    assert [(row["actor"], row["action"], row["subject"]) for row in rows] == [
        (WHO, "add_operator", "operator:olga"),
        (WHO, "set_password", "operator:olga"),
        (WHO, "disable_operator", "operator:olga"),
    ]
    assert rows[0]["reason"] == "the first one"
    for name in database.list_collection_names():
        assert PASSWORD not in str(list(database[name].find())), name


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("add", "olga", "--role", "admin"), "short\n", "12 to 256 characters"),
        (("add", "olga", "--role", "admin"), "", "12 to 256 characters"),
        (("add", "Olga", "--role", "admin"), PASSWORD, "begins with a small letter"),
        (("add", "olga", "--role", "king"), PASSWORD, "'king' is not one of"),
        (("add", "olga"), PASSWORD, "Missing option '--role'"),
        (("password", "nobody"), PASSWORD, "There is no operator nobody"),
        (("disable", "nobody"), "", "There is no operator nobody"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    settings: dict[str, object], arguments: tuple[str, ...], typed: str, said: str
) -> None:
    ended = operator(*arguments, typed=typed, **settings)
    assert ended.returncode in (1, 2)
    assert said in ended.stderr
    assert PASSWORD not in ended.stdout + ended.stderr


def test_clock_and_job_say_who_was_at_the_command_line(
    settings: dict[str, object], admin: Any, database_name: str
) -> None:
    assert run("clock", "--forward", "1d", "--jump", **settings).returncode == 0
    assert run("clock", "--forward", "1d", **settings).returncode == 0
    assert run("job", "publish_scores", **settings).returncode == 0
    assert run("job", "no_such_job", **settings).returncode == 2
    rows = list(admin[database_name].audit_log.find(sort=[("at", 1)]))
    assert {row["actor"] for row in rows} == {WHO}
    assert {row["subject"] for row in rows} == {"clock:current", "job:publish_scores"}
    assert sum(row["action"] == "run_job" for row in rows) == 1
    assert run("check", **settings).returncode == 0
