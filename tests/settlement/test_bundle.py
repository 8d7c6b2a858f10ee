"""The bundle of a season: anyone can make its plan again, and see what was changed."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rewards.settlement.plan import Bundle
from tests.flows.world import World
from tests.http.doors import is_problem, open_doors
from tests.serving import SECRET, run
from tests.settlement.season import PLAN, SUBJECT, Season


async def settled(season: Season) -> None:
    await season.begin()
    await season.play()
    await season.end()
    await season.settle()


async def test_an_operator_writes_one_and_anybody_verifies_it(
    season: Season, mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    await settled(season)
    settings = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    shown = run("bundle", SUBJECT, **settings)
    assert (shown.returncode, shown.stderr) == (0, "")
    for name in ("Alice", "Bob", "Charlie"):
        assert name not in shown.stdout
    file = tmp_path / "bundle.json"
    file.write_text(shown.stdout)
    verified = run("verify", str(file))
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout == (
        f"{PLAN} is right: 3 ranked, 3 awards, 200 of 200 seeds won, 0 left\n"
    )
    again = run("plan", SUBJECT, **settings)
    assert again.returncode == 0
    assert f"{PLAN}: 3 ranked, 3 awards, pool 200, remainder 0" in again.stdout


def changed(bundle: Any, *where: str | int, to: Any) -> None:
    for step in where[:-1]:
        bundle = bundle[step]
    bundle[where[-1]] = to


@pytest.mark.parametrize(
    ("where", "to", "says"),
    [
        (("awards", 0, "amount"), 101, "its awards do not follow from its inputs"),
        (("inputs", 0, "value"), 999, "its inputs are not those it was hashed with"),
        (("plan", "remainder"), 1, "awards 200 and remainder 1 are not the pool 200"),
        (("plan", "prizes"), [120, 60, 40], "holds 200 seeds, its prizes sum to 220"),
        (("plan", "rules"), "prizes/0", "made by rules prizes/0"),
        (("awards",), [], "0 awards instead of 3"),
    ],
)
async def test_what_was_changed_is_said_in_a_line(
    season: Season, tmp_path: Path, where: tuple[str | int, ...], to: Any, says: str
) -> None:
    await settled(season)
    bundle = _plain(await season.bundle())
    changed(bundle, *where, to=to)
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(bundle))
    ended = run("verify", str(file))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert says in ended.stderr
    assert all(line.startswith(f"I4 {PLAN}: ") for line in ended.stderr.splitlines())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"game": {}}', "[" * 100_000])
def test_what_is_no_bundle_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bundle.json"
    file.write_text(text)
    ended = run("verify", str(file))
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "this is nothing that can be verified" in ended.stderr


async def test_what_is_not_there_is_refused(
    season: Season, mongo_url: str, database_name: str
) -> None:
    await season.begin()
    settings = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    for command in (("bundle", SUBJECT), ("bundle", "a:b"), ("approve", PLAN, "--by", "Olga")):
        ended = run(*command, **settings)
        assert ended.returncode == 1, command
        assert "There is no plan" in ended.stderr
    ended = run("plan", "season.no-board.2026-W10", **settings)
    assert ended.returncode == 1
    assert "There is no season" in ended.stderr


async def test_the_api_has_it_for_members_once_the_result_is_final(
    mongo_url: str, database_name: str
) -> None:
    async with open_doors(mongo_url, database_name) as doors:
        season = Season(World(doors.context))
        path = "/v1/boards/seeds-weekly/seasons/{}/bundle"
        token = await doors.member()
        is_problem(await doors.call("GET", path.format("2026-W10"), token), 404, "season_unknown")
        is_problem(await doors.call("GET", path.format("a:b"), token), 404, "season_unknown")
        await season.begin()
        early = await doors.call("GET", path.format("2026-W10"), token)
        is_problem(early, 409, "season_not_settled")
        await season.play()
        await season.end()
        await season.settle()
        token = await doors.member()
        for other in (await doors.merchant(), await doors.display(), ""):
            refused = await doors.call("GET", path.format("2026-W10"), other)
            is_problem(refused, 401, "not_authenticated")
        shown = await doors.call("GET", path.format("2026-W10"), token)
        assert shown.status_code == 200
        assert shown.json() == _plain(await season.bundle())
        assert "Alice" not in shown.text
        known = {"If-None-Match": shown.headers["etag"]}
        again = await doors.call("GET", path.format("2026-W10"), token, headers=known)
        assert (again.status_code, again.content) == (304, b"")


def _plain(bundle: Bundle) -> Any:
    return json.loads(msgspec.json.encode(bundle))
