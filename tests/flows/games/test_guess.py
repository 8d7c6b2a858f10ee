"""Guesses: in time, by who may, every version kept; see service/flows/games/submit_guess.py."""

import asyncio
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.games.commitment import leaf
from rewards.games.game import GameState
from rewards.games.guess import Answer
from rewards.games.refusals import (
    BadGuess,
    GameUnknown,
    GuessingClosed,
    MayNotEnter,
    TooManyVersions,
)
from service.flows.games.open_game import GameOpened
from service.flows.games.submit_guess import GuessTaken
from service.flows.own import AccountGone
from service.members.consents import Purpose
from service.members.refusals import MembershipNotActive, NoConsent
from service.members.states import State
from service.store.close_gates import close_gates
from tests.flows.games.scenes import (
    entry,
    guess,
    guessable,
    open_game,
    opened,
    podium_draft,
    score_draft,
    stored,
    three,
)
from tests.flows.world import World
from tests.people import ALICE, BOB, CHARLIE

MS = timedelta(milliseconds=1)


async def test_a_guess_can_be_changed_and_every_version_stays(world: World) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    first = await guess(world, alice, game, three("a"))
    world.later(minutes=5)
    second = await guess(world, alice, game, three("b"))
    kept = await entry(world, alice, game)
    assert kept is not None
    assert [one.answer for one in kept.guesses] == [three("a"), three("b")]
    assert [one.version for one in kept.guesses] == [1, 2]
    assert len({one.salt for one in kept.guesses}) == 2
    # The receipt is the leaf, and gives nothing away without the salt.
    assert [first.leaf, second.leaf] == [leaf(kept, one).hex() for one in kept.guesses]
    assert (first.version, second.version, first.locks_at) == (1, 2, game.locks_at)


async def test_the_same_request_twice_is_one_version(world: World) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    answers = await asyncio.gather(
        *(guess(world, alice, game, three("a"), key="k") for _ in range(10))
    )
    assert len({msgspec.json.encode(each) for each in answers}) == 1
    kept = await entry(world, alice, game)
    assert kept is not None
    assert len(kept.guesses) == 1


async def test_two_phones_at_once_are_two_versions(world: World) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    answers = await asyncio.gather(*(guess(world, alice, game, three("a")) for _ in range(10)))
    assert sorted(each.version for each in answers) == list(range(1, 11))


async def test_changes_have_an_end(world: World) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    for _ in range(20):
        assert isinstance(await guess(world, alice, game, three("a")), GuessTaken)
    assert await guess(world, alice, game, three("b")) == TooManyVersions(versions=20, most=20)


async def test_the_lock_time_closes_it_whoever_has_locked_it(world: World) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    world.clock.set(game.locks_at - timedelta(seconds=5))
    assert isinstance(await guess(world, alice, game, three("a")), GuessTaken)
    world.clock.set(game.locks_at)
    late = await guess(world, alice, game, three("b"))
    assert late == GuessingClosed(
        state=GameState.LOCKED, opens_at=game.opens_at, locks_at=game.locks_at
    )


async def test_closed_gates_let_nobody_in_before_the_time(world: World) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    await close_gates(world.context.store, f"game.{game.id}")
    assert isinstance(await guess(world, alice, game, three("a")), GuessingClosed)
    assert await entry(world, alice, game) is None


async def test_a_game_that_is_none_is_unknown(world: World) -> None:
    alice = await world.member(ALICE)
    for id_ in ("no-such-game", "a:b", "", "x" * 300):
        game = msgspec.structs.replace(podium_draft(world), id=id_)
        assert await guess(world, alice, game, three("a")) == GameUnknown(game=id_)


async def test_who_is_no_active_member_guesses_nothing(world: World, database: Any) -> None:
    game = await opened(world, podium_draft(world))
    alice, bob = await world.newcomer(ALICE), await world.member(BOB)
    assert isinstance(await guess(world, alice, game, three("a")), MembershipNotActive)
    refusals = {state: MembershipNotActive(state=state) for state in (State.PAUSED, State.CLOSING)}
    for state, refusal in (*refusals.items(), (State.ERASED, AccountGone())):
        change = {"$set": {"state": state.value}}
        database.accounts.update_one({"_id": bob.account}, change)
        assert await guess(world, bob, game, three("a")) == refusal


@pytest.mark.parametrize(
    "answer",
    [
        Answer(),
        Answer(podium=("a", "b")),
        Answer(podium=("a", "b", "c", "d")),
        Answer(podium=("a", "a", "b")),
        Answer(score=600),
        Answer(podium=("a", "b", "c"), score=600),
    ],
)
async def test_what_is_no_answer_is_refused(world: World, answer: Answer) -> None:
    alice, game = await world.member(ALICE), await opened(world, podium_draft(world))
    assert isinstance(await guess(world, alice, game, answer), BadGuess)
    assert await entry(world, alice, game) is None


async def test_a_score_is_guessed_in_its_range(world: World) -> None:
    alice, bob = await guessable(world, ALICE), await world.member(BOB)
    game = await opened(world, score_draft(world, alice))
    for score in (349, 951):
        assert isinstance(await guess(world, bob, game, Answer(score=score)), BadGuess)
    for score in (350, 950):
        assert isinstance(await guess(world, bob, game, Answer(score=score)), GuessTaken)


async def test_the_target_and_who_is_related_may_not_enter(world: World, database: Any) -> None:
    alice = await guessable(world, ALICE)
    bob, charlie = await world.member(BOB), await world.member(CHARLIE)
    game = await opened(world, score_draft(world, alice))
    # Bob invited Alice, Alice invited Charlie.
    database.accounts.update_one(
        {"_id": alice.account}, {"$set": {"inviting.inviter": bob.account}}
    )
    database.accounts.update_one(
        {"_id": charlie.account}, {"$set": {"inviting.inviter": alice.account}}
    )
    for who in (alice, bob, charlie):
        refused = await guess(world, who, game, Answer(score=600))
        assert refused == MayNotEnter(game=game.id)


@pytest.mark.parametrize("purpose", [Purpose.GUESSABLE, Purpose.SCORE])
async def test_once_the_target_says_no_there_is_nothing_to_guess(
    world: World, purpose: Purpose
) -> None:
    alice, bob = await guessable(world, ALICE), await world.member(BOB)
    game = await opened(world, score_draft(world, alice))
    await world.withdraw(alice, purpose)
    refused = await guess(world, bob, game, Answer(score=600))
    assert isinstance(refused, GuessingClosed)
    assert refused.state == GameState.VOID


async def test_a_game_opens_once_with_its_gates_and_its_pool(world: World, database: Any) -> None:
    draft = podium_draft(world)
    assert await open_game(world, draft) == GameOpened(game=draft.id)
    assert await open_game(world, draft) == GameOpened(game=draft.id, already=True)
    assert (await stored(world, draft)).state is GameState.OPEN
    assert database.gates.count_documents({"subject": f"game.{draft.id}"}) == 8
    [funded] = database.transfers.find({"account": f"game.{draft.id}"})
    assert (funded["reason"], funded["amount"]) == ("escrow_fund", sum(draft.prizes))


async def test_nobody_is_guessed_who_has_not_agreed(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    refused = await open_game(world, score_draft(world, alice))
    assert isinstance(refused, NoConsent)
    assert database.games.count_documents({}) == database.transfers.count_documents({}) == 0


async def test_a_game_that_would_be_locked_is_not_opened(world: World, database: Any) -> None:
    draft = podium_draft(world)
    world.clock.set(draft.locks_at)
    assert isinstance(await open_game(world, draft), GuessingClosed)
    assert database.games.count_documents({}) == 0
