"""Games in one line each: drafted from the demo's terms, opened, guessed in."""

from typing import Any

from rewards.boards.board import season_of
from rewards.games.game import Game, GameKind, Target
from rewards.games.guess import Answer, Entry, entry_id
from rewards.games.terms import draft_podium, draft_score
from service.flows.games.open_game import OPEN_GAME, OpenGame
from service.flows.games.submit_guess import SUBMIT_GUESS, SubmitGuess
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.publication import next_publication
from service.members.consents import Purpose
from service.programme_demo import DEMO
from service.store.owner import EVERYBODY
from service.store.schema.page import ENTRIES, GAMES
from tests.flows.world import World
from tests.people import HOUR, Person

PODIUM = next(terms for terms in DEMO.games if terms.kind is GameKind.GUESS_PODIUM)
SCORE = next(terms for terms in DEMO.games if terms.kind is GameKind.GUESS_SCORE)


def podium_draft(world: World) -> Game:
    """This week's."""
    now = world.clock.domain_now()
    season = season_of(DEMO.boards[0], now, DEMO.zone)
    game = draft_podium(PODIUM, season, at=now, numbers=DEMO.numbers.games)
    assert game is not None
    return game


def score_draft(world: World, who: SignedIn) -> Game:
    """About the next publication."""
    now = world.clock.domain_now()
    cycle = next_publication(DEMO, now, before=HOUR).cycle
    target = Target(
        account=who.account, cycle=cycle.id, cut_off=cycle.cut_off, lowest=350, highest=950
    )
    game = draft_score(SCORE, target, at=now)
    assert game is not None
    return game


async def open_game(world: World, draft: Game) -> Any:
    return (await world.apply(OPEN_GAME, OpenGame(game=draft))).answer


async def opened(world: World, draft: Game) -> Game:
    await open_game(world, draft)
    return await stored(world, draft)


async def guessable(world: World, person: Person) -> SignedIn:
    """A member whose next score may be guessed."""
    who = await world.member(person)
    await world.grant(who, Purpose.SCORE)
    await world.grant(who, Purpose.GUESSABLE)
    return who


async def guess(world: World, who: SignedIn, game: Game, answer: Answer, **more: Any) -> Any:
    body = SubmitGuess(account=who.account, game=game.id, answer=answer)
    return (await world.apply(SUBMIT_GUESS, body, **more)).answer


async def stored(world: World, game: Game) -> Game:
    found = await world.context.store.get(GAMES, game.id)
    assert found is not None
    return found


async def entry(world: World, who: SignedIn, game: Game) -> Entry | None:
    return await world.context.store.get(ENTRIES, entry_id(game.id, who.account), owner=EVERYBODY)


def three(*accounts: str) -> Answer:
    """A podium; made up names fill it."""
    return Answer(podium=(*accounts, "x1", "x2", "x3")[:3])
