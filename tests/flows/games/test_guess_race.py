"""200 guesses race the lock over two processes' stores: what is accepted is under the root."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.games.commitment import leaves
from rewards.games.game import Game, GameState
from rewards.games.refusals import GuessingClosed
from rewards.refusal import Refusal
from service.clock import FixedClock, SystemClock
from service.flows.context import Context
from service.flows.games.submit_guess import SUBMIT_GUESS, GuessTaken, SubmitGuess
from service.jobs.by_name import run_by_name
from service.members.account import Account
from service.members.states import State
from service.programme_demo import DEMO
from service.store.connect import connect
from service.store.gate import GATES_EACH
from service.store.schema.page import ACCOUNTS, ENTRIES
from service.store.schema.slot import SlotState
from tests.flows.games.scenes import opened, podium_draft, stored, three
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import NOON

RACERS = 200
SECOND = timedelta(seconds=1)


@pytest.fixture
async def other(mongo_url: str, database_name: str, world: World) -> AsyncIterator[Context]:
    """A second process on the same database, through the other gates."""
    store = await connect(mongo_url, database_name)
    yield Context(store=store, clock=world.clock, programme=lambda: DEMO)
    await store.close()


def crowd(database: Any) -> list[str]:
    """Active members, straight into the database."""
    ids = [f"racer-{number:03}" for number in range(RACERS)]
    accounts = [
        Account(
            id=id_,
            version=1,
            state=State.ACTIVE,
            state_at=NOON,
            epoch=1,
            zone="Europe/Berlin",
            created_at=NOON,
            active_since=NOON,
        )
        for id_ in ids
    ]
    database.accounts.insert_many([ACCOUNTS.encode(each) for each in accounts])
    return ids


def through(contexts: Sequence[Context], clock: Any) -> list[Context]:
    """One context for each gate, on two stores."""
    return [
        Context(store=contexts[n % 2].store, clock=clock, programme=lambda: DEMO, gate=n)
        for n in range(GATES_EACH)
    ]


async def knock(context: Context, account: str, game: Game, answer: Any) -> Any:
    body = SubmitGuess(account=account, game=game.id, answer=answer)
    return (await context.apply(SUBMIT_GUESS, body, caller=account, key=None)).answer


async def lock(context: Context, clock: Any) -> None:
    at = Context(store=context.store, clock=clock, programme=lambda: DEMO)
    slot = await run_by_name(at, "lock_games", None, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal)
    assert (slot.state, slot.progress.set_aside) == (SlotState.DONE, ()), slot.error


def is_exact(game: Game, answers: Sequence[Any], database: Any) -> int:
    """Every accepted guess is a leaf under the root, and nothing else is; how many there are."""
    entries = [ENTRIES.decode(raw) for raw in database.entries.find({"game": game.id})]
    taken = [each for each in answers if isinstance(each, GuessTaken)]
    under = leaves(entries)
    assert sorted(each.leaf for each in taken) == sorted(one.hex() for one in under)
    assert all(isinstance(each, GuessTaken | GuessingClosed) for each in answers)
    assert (game.state, game.leaves) == (GameState.LOCKED, len(under))
    return len(taken)


async def test_200_guesses_race_the_closing(world: World, other: Context, database: Any) -> None:
    """The time has come for whoever locks, and not yet for those who guess."""
    game, racers = await opened(world, podium_draft(world)), crowd(database)
    contexts = through((world.context, other), FixedClock(game.locks_at - SECOND))
    racing = [
        asyncio.create_task(knock(contexts[n % GATES_EACH], racer, game, three(f"a{n}")))
        for n, racer in enumerate(racers)
    ]
    await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
    await lock(other, FixedClock(game.locks_at))
    answers = await asyncio.gather(*racing)
    late = [await knock(context, racers[0], game, three("late")) for context in contexts]
    assert all(isinstance(each, GuessingClosed) for each in late)
    assert is_exact(await stored(world, game), answers, database) >= 2


async def test_200_guess_until_the_clock_says_no(
    world: World, other: Context, database: Any
) -> None:
    """Nobody has locked it: the database's own time closes the gates under way."""
    clock = SystemClock()
    now = clock.domain_now()
    draft = podium_draft(world)
    soon = msgspec.structs.replace(draft, opens_at=now - SECOND, locks_at=now + 2 * SECOND)
    world.clock.set(now)
    game, racers = await opened(world, soon), crowd(database)
    contexts = through((world.context, other), clock)

    async def race(number: int) -> list[Any]:
        answers: list[Any] = []
        while not answers or isinstance(answers[-1], GuessTaken):
            answer = three(f"a{len(answers)}")
            answers.append(await knock(contexts[number % GATES_EACH], racers[number], game, answer))
            await asyncio.sleep(0.1)
        return answers

    answers = [each for one in await asyncio.gather(*map(race, range(RACERS))) for each in one]
    await lock(other, clock)
    assert is_exact(await stored(world, game), answers, database) >= 2
