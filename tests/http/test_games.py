"""Games at the doors: what members see, and what nobody sees before the end."""

import asyncio
import base64
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.games.game import Game
from rewards.games.verify_game import GameBundle, verify_game
from service.http.openapi.door import description_of
from service.jobs.by_name import run_by_name
from service.members.consents import PROGRAMME, Purpose
from service.store.schema.page import ENTRIES, GAMES
from service.store.schema.slot import Slot, SlotState
from tests.http.doors import Doors, is_problem, open_doors, somebody
from tests.jobs.toy import QUICK
from tests.live.conftest import BOARD
from tests.live.test_doors import board, earner

MS = timedelta(milliseconds=1)


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


async def run(doors: Doors, *names: str) -> None:
    for name in names:
        doors.clock.advance(MS)
        slot = await run_by_name(doors.context, name, None, stop=asyncio.Event(), effort=QUICK)
        assert isinstance(slot, Slot)
        assert (slot.state, slot.progress.set_aside) == (SlotState.DONE, ()), slot.error


def game_of(database: Any, kind: str) -> Game:
    [raw] = database.games.find({"kind": kind})
    return GAMES.decode(raw)


async def target(doors: Doors, name: str = "Alice", contact: str | None = None) -> str:
    """The access token of a member whose score may be guessed."""
    token = await doors.member(contact, name=name)
    for purpose in (Purpose.SCORE, Purpose.GUESSABLE):
        await doors.consent(token, purpose, PROGRAMME)
    return token


async def guess(doors: Doors, token: str, game: str, **body: Any) -> Any:
    return await doors.call("POST", f"/v1/me/games/{game}/guess", token, json=body)


async def shown(doors: Doors, token: str, game: str) -> dict[str, Any]:
    found = await doors.call("GET", f"/v1/games/{game}", token)
    assert found.status_code == 200, found.text
    return dict(found.json())


async def settled_score(doors: Doors, database: Any) -> tuple[Game, str, str]:
    """Bob guessed 380 and Charlie 450, Alice got 390, and all is paid; both signed in again."""
    await target(doors)
    contacts = somebody(), somebody()
    bob, charlie = [await doors.member(contact) for contact in contacts]
    await run(doors, "open_games")
    game = game_of(database, "guess_score")
    assert game.target is not None
    for token, score in ((bob, 380), (charlie, 450)):
        assert (await guess(doors, token, game.id, score=score)).status_code == 200
    doors.clock.set(game.locks_at)
    await run(doors, "lock_games")
    doors.clock.set(game.target.cut_off - MS)
    await run(doors, "publish_scores", "reveal_games", "settle_games", "tell_of_games")
    bob, charlie = [await doors.pending(contact) for contact in contacts]
    return game, bob, charlie


async def test_a_score_is_guessed_changed_and_shown_to_the_guesser_alone(
    doors: Doors, database: Any
) -> None:
    await target(doors)
    bob, charlie = await doors.member(), await doors.member()
    await run(doors, "open_games")
    game = game_of(database, "guess_score")
    first = (await guess(doors, bob, game.id, score=600)).json()
    second = (await guess(doors, bob, game.id, score=610)).json()
    assert (first["version"], second["version"]) == (1, 2)
    assert first["leaf"] != second["leaf"]
    mine = await shown(doors, bob, game.id)
    assert (mine["mine"]["score"], mine["mine"]["version"]) == (610, 2)
    assert mine["score"] == {
        "cycle": game.target.cycle if game.target else "",
        "lowest": 350,
        "highest": 950,
        "name": "Alice",
    }
    assert (mine["state"], mine["open"], mine["entrants"]) == ("open", True, 1)
    assert mine["prizes"] == [30, 20, 10]
    other = await shown(doors, charlie, game.id)
    assert "mine" not in other
    for hidden in ("root", "guesses", "result", "voided"):
        assert hidden not in mine


async def test_a_podium_is_named_by_what_the_board_shows(doors: Doors, database: Any) -> None:
    alice = await earner(doors, "Alice", "mend-umbrella")
    await earner(doors, "Bob", "return-umbrella")
    await earner(doors, "Charlie", "return-umbrella")
    await run(doors, "open_games")
    game = game_of(database, "guess_podium")
    async with asyncio.timeout(2):
        while (found := await board(doors, alice, 40))["ranked"] < 3:
            await asyncio.sleep(0.02)
    keys = [row["key"] for row in found["top"]]
    assert (await guess(doors, alice, game.id, podium=keys)).status_code == 200
    mine = (await shown(doors, alice, game.id))["mine"]["podium"]
    assert [(one["key"], one["name"]) for one in mine] == [
        (row["key"], row["name"]) for row in found["top"]
    ]
    kept = ENTRIES.decode(database.entries.find_one())
    assert len(set(kept.last.answer.podium)) == 3
    # Nothing a member is told leads to an account.
    text = (await doors.call("GET", "/v1/games", alice)).text
    accounts = [raw["_id"] for raw in database.accounts.find()]
    assert not any(account in text for account in accounts)


async def test_who_is_not_shown_on_the_board_cannot_be_named(doors: Doors, database: Any) -> None:
    tokens = [await earner(doors, name, "return-umbrella") for name in ("Alice", "Bob", "Charlie")]
    await run(doors, "open_games")
    game = game_of(database, "guess_podium")
    async with asyncio.timeout(2):
        while (found := await board(doors, tokens[0], 20))["ranked"] < 3:
            await asyncio.sleep(0.02)
    keys = [row["key"] for row in found["top"]]
    assert (await guess(doors, tokens[0], game.id, podium=keys)).status_code == 200
    gone = f"/v1/me/consents/{Purpose.BOARD}/{BOARD}"
    withdrawn = await doors.call("DELETE", gone, tokens[1])
    assert withdrawn.status_code == 200, withdrawn.text
    async with asyncio.timeout(2):
        while (await board(doors, tokens[0], 20))["ranked"] > 2:
            await asyncio.sleep(0.02)
    refused = await guess(doors, tokens[0], game.id, podium=keys)
    is_problem(refused, 422, "bad_guess")
    names = [one.get("name") for one in (await shown(doors, tokens[0], game.id))["mine"]["podium"]]
    assert sorted(name or "" for name in names) == ["", "Alice", "Charlie"]
    made_up = ["0" * 16, "1" * 16, "2" * 16]
    is_problem(await guess(doors, tokens[0], game.id, podium=made_up), 422, "bad_guess")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "bad_guess"),
        ({"score": 349}, 422, "bad_guess"),
        ({"score": 951}, 422, "bad_guess"),
        ({"score": -1}, 422, "invalid_request"),
        ({"score": "600"}, 422, "invalid_request"),
        ({"score": 600.0}, 422, "invalid_request"),
        ({"score": 2**63}, 422, "invalid_request"),
        ({"podium": ["0" * 16]}, 422, "bad_guess"),
        ({"podium": ["not a key"]}, 422, "invalid_request"),
        ({"podium": ["0" * 16] * 11}, 422, "invalid_request"),
        ({"score": 600, "account": "somebody"}, 422, "invalid_request"),
    ],
)
async def test_what_is_no_answer_is_refused(
    doors: Doors, database: Any, body: dict[str, Any], status: int, code: str
) -> None:
    await target(doors)
    await run(doors, "open_games")
    game = game_of(database, "guess_score")
    is_problem(await guess(doors, await doors.member(), game.id, **body), status, code)


async def test_the_refusals_of_a_game(doors: Doors, database: Any) -> None:
    contact = somebody()
    alice, bob = await target(doors), await doors.member(contact)
    await run(doors, "open_games")
    game = game_of(database, "guess_score")
    is_problem(await guess(doors, alice, game.id, score=600), 403, "may_not_enter")
    for path in ("no-such-game", "a:b", "%00", "x" * 300):
        is_problem(await guess(doors, bob, path, score=600), 404, "game_unknown")
        is_problem(await doors.call("GET", f"/v1/games/{path}", bob), 404, "game_unknown")
        bundle = await doors.call("GET", f"/v1/games/{path}/bundle", bob)
        is_problem(bundle, 404, "game_unknown")
    bundle = await doors.call("GET", f"/v1/games/{game.id}/bundle", bob)
    is_problem(bundle, 409, "game_not_over")
    pending = await doors.pending()
    is_problem(await guess(doors, pending, game.id, score=600), 409, "membership_not_active")
    doors.clock.set(game.locks_at)
    bob = await doors.pending(contact)
    is_problem(await guess(doors, bob, game.id, score=600), 409, "guessing_closed")
    assert (await shown(doors, bob, game.id))["open"] is False


async def test_each_door_is_for_members(doors: Doors, database: Any) -> None:
    await run(doors, "open_games")
    game = game_of(database, "guess_podium")
    for token in (await doors.merchant(), await doors.display(), ""):
        for path in ("/v1/games", f"/v1/games/{game.id}", f"/v1/games/{game.id}/bundle"):
            is_problem(await doors.call("GET", path, token), 401, "not_authenticated")
        is_problem(await guess(doors, token, game.id, score=600), 401, "not_authenticated")


async def test_once_the_target_says_no_the_name_is_gone(doors: Doors, database: Any) -> None:
    alice, bob = await target(doors), await doors.member()
    await run(doors, "open_games")
    game = game_of(database, "guess_score")
    assert (await shown(doors, bob, game.id))["score"]["name"] == "Alice"
    path = f"/v1/me/consents/{Purpose.GUESSABLE}/{PROGRAMME}"
    assert (await doors.call("DELETE", path, alice)).status_code == 200
    assert "name" not in (await shown(doors, bob, game.id))["score"]


async def test_a_settled_game_shows_its_result_and_its_proof(doors: Doors, database: Any) -> None:
    game, bob, charlie = await settled_score(doors, database)
    found = await shown(doors, bob, game.id)
    assert (found["state"], found["result"], found["guesses"]) == ("settled", {"score": 390}, 2)
    assert (found["mine"]["off_by"], found["mine"]["seeds"]) == (10, 30)
    assert (await shown(doors, charlie, game.id))["mine"]["seeds"] == 20
    proof = await doors.call("GET", f"/v1/games/{game.id}/bundle", charlie)
    bundle = msgspec.json.decode(proof.content, type=GameBundle)
    assert verify_game(bundle) == []
    assert bundle.game.root == found["root"]
    assert len(bundle.entries) == 2
    for name in ("Alice", "Bob", "Charlie"):
        assert name not in proof.text
    forged = proof.text.replace('"score":380', '"score":390')
    assert forged != proof.text
    assert verify_game(msgspec.json.decode(forged, type=GameBundle))
    inbox = (await doors.call("GET", "/v1/me/inbox", bob)).json()["messages"]
    assert "game_settled" in [one["kind"] for one in inbox]


async def test_games_come_in_pages(doors: Doors, database: Any) -> None:
    for name in ("Alice", "Bob", "Charlie"):
        await target(doors, name)
    await run(doors, "open_games")
    token, seen, cursor = await doors.member(), [], ""
    while True:
        path = f"/v1/games?limit=2&cursor={cursor}"
        page = (await doors.call("GET", path, token)).json()
        seen += [(one["locks_at"], one["id"]) for one in page["games"]]
        if "next_cursor" not in page:
            break
        cursor = page["next_cursor"]
    assert len(seen) == 4
    assert seen == sorted(seen, reverse=True)
    is_problem(await doors.call("GET", "/v1/games?cursor=x", token), 422, "invalid_request")


SECRET = 613


def values(found: Any) -> Iterator[Any]:
    if isinstance(found, dict):
        for each in found.values():
            yield from values(each)
    elif isinstance(found, list):
        for each in found:
            yield from values(each)
    else:
        yield found


def paths(doors: Doors, game: Game) -> Iterator[str]:
    """Every GET of the API that ends, about this game where a path asks for one."""
    schema = description_of(doors.app).document["paths"]
    for path, operations in schema.items():
        if "get" in operations and not path.endswith("/stream"):
            filled = path.replace("{game}", game.id).replace("{board}", BOARD)
            yield filled.replace("{", "").replace("}", "")


@pytest.mark.parametrize("locked", [False, True])
async def test_no_door_tells_a_guess_before_the_end(
    doors: Doors, database: Any, locked: bool
) -> None:
    contacts = somebody(), somebody(), somebody()
    alice = await target(doors, contact=contacts[0])
    bob, charlie = [await doors.member(contact) for contact in contacts[1:]]
    await run(doors, "open_games")
    game = game_of(database, "guess_score")
    for token, score in ((bob, SECRET), (charlie, 500)):
        await guess(doors, token, game.id, score=score)
    if locked:
        doors.clock.set(game.locks_at)
        await run(doors, "lock_games", "reveal_games", "settle_games", "tell_of_games")
        alice, bob, charlie = [await doors.pending(contact) for contact in contacts]
    kept = [ENTRIES.decode(raw) for raw in database.entries.find()]
    [secret] = [one for one in kept if one.last.answer.score == SECRET]
    salt = secret.last.salt
    told = [salt.hex(), base64.b64encode(salt).decode(), secret.account]
    asked = list(paths(doors, game))
    assert f"/v1/games/{game.id}" in asked
    assert len(asked) > 15
    for token in (alice, charlie, await doors.merchant(), await doors.display(), ""):
        for path in asked:
            answer = await doors.call("GET", path, token)
            assert not any(each in answer.text for each in told), path
            if "json" in answer.headers.get("content-type", ""):
                assert SECRET not in list(values(answer.json())), path
    mine = await doors.call("GET", f"/v1/games/{game.id}", bob)
    assert SECRET in list(values(mine.json()))
    assert salt.hex() not in mine.text
    # Neither do events, which others will be sent.
    assert not any(str(SECRET) in str(raw.get("data")) for raw in database.outbox.find())
