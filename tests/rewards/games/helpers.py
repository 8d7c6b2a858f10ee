"""Short words for games: a podium of two, and Alice's next score."""

from rewards.boards.rank import Standing, rank
from rewards.economy import GameNumbers
from rewards.games.commitment import seal
from rewards.games.game import Game, GameKind, GameState, Podium, Target, Voided
from rewards.games.guess import Answer, Entry
from rewards.games.outcome import Outcome, podium_of
from rewards.games.plan_payout import plan_payout
from rewards.games.run import begin_settling, call_off, end_settling, lock, open_game, reveal
from rewards.games.submit import submit
from rewards.games.verify_game import GameBundle
from rewards.merkle import SALT_BYTES
from rewards.settlement.plan import Bundle
from tests.people import ALICE, DAY, HOUR, NOON

NUMBERS = GameNumbers()
LOCKS, SHOWN = NOON + DAY, NOON + 2 * DAY
PRIZES = (60, 30, 10)

PODIUM = Game(
    id="g1",
    kind=GameKind.GUESS_PODIUM,
    title="Who will be on top?",
    prizes=PRIZES,
    opens_at=NOON,
    locks_at=LOCKS,
    podium=Podium(
        board="seeds-weekly", season="2026-W10", places=2, place_points=3, podium_points=1
    ),
    state_at=NOON - DAY,
)
SCORE = Game(
    id="g2",
    kind=GameKind.GUESS_SCORE,
    title="What will the score be?",
    prizes=PRIZES,
    opens_at=NOON,
    locks_at=LOCKS,
    target=Target(account=ALICE.account, cycle="2026-03", cut_off=LOCKS, lowest=350, highest=950),
    state_at=NOON - DAY,
)


def salt(number: int) -> bytes:
    return number.to_bytes(SALT_BYTES, "big")


def opened(game: Game = PODIUM) -> Game:
    after = open_game(game, at=NOON)
    assert isinstance(after, Game)
    return after


def named(*accounts: str) -> Answer:
    return Answer(podium=accounts)


def guess(game, account, answer, *, entry=None, at=NOON + HOUR, related=frozenset(), number=1):
    return submit(
        game,
        entry,
        answer,
        account=account,
        related=related,
        at=at,
        salt=salt(number),
        numbers=NUMBERS,
    )


def entries(game: Game, *answers: Answer) -> tuple[Entry, ...]:
    """Entrants e0, e1 ... with these answers, one an hour."""
    made = tuple(
        guess(game, f"e{n}", answer, at=NOON + n * HOUR, number=n)
        for n, answer in enumerate(answers)
    )
    assert all(isinstance(each, Entry) for each in made)
    return made


def board(*values: int) -> tuple:
    """A frozen board of b0, b1 ... with these values."""
    return rank(
        Standing(account=f"b{n}", value=value, reached_at=NOON) for n, value in enumerate(values)
    )


ANSWERS = (named("b0", "b1"), named("b1", "b0"), named("b7", "b0"), named("b8", "b9"))
OUTCOME = podium_of(board(9, 7, 5), 2)
assert OUTCOME is not None


def revealed(game: Game = PODIUM, answers=ANSWERS, outcome: Outcome = OUTCOME):
    made = entries(opened(game), *answers)
    locked = lock(opened(game), seal(made), at=LOCKS, numbers=NUMBERS)
    assert isinstance(locked, Game)
    after = reveal(locked, outcome, consented=True, at=SHOWN)
    assert isinstance(after, Game)
    assert after.state is GameState.REVEALED
    return after, made


def bundled(game: Game = PODIUM, answers=ANSWERS, outcome: Outcome = OUTCOME) -> GameBundle:
    after, made = revealed(game, answers, outcome)
    settlement = plan_payout(after, made, escrow=sum(PRIZES), at=SHOWN)
    assert isinstance(settlement, Bundle)
    return GameBundle(game=after, entries=made, settlement=settlement)


def in_state(state: GameState) -> Game:
    """The podium in this state by the shortest way."""
    shown, made = revealed()
    settling = begin_settling(shown, at=SHOWN)
    assert isinstance(settling, Game)
    ways = {
        GameState.DRAFT: PODIUM,
        GameState.OPEN: opened(),
        GameState.LOCKED: lock(opened(), seal(made), at=LOCKS, numbers=NUMBERS),
        GameState.REVEALED: shown,
        GameState.SETTLING: settling,
        GameState.SETTLED: end_settling(settling, at=SHOWN),
        GameState.VOID: call_off(PODIUM, because=Voided.TOO_FEW, at=NOON),
    }
    return ways[state]
