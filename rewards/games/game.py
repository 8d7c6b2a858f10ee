"""A game: its question, its times, and its machine."""

import enum
from datetime import datetime

import msgspec

from rewards.boards.prizes import Prizes, lint_prizes
from rewards.calendar import Instant
from rewards.games.outcome import Outcome
from rewards.games.refusals import WrongGameState
from rewards.ledger.ids import is_part


class GameKind(enum.StrEnum):
    """What is guessed."""

    GUESS_PODIUM = "guess_podium"
    GUESS_SCORE = "guess_score"


class GameState(enum.StrEnum):
    """`draft -> open -> locked -> revealed -> settling -> settled`, or `void` until revealed."""

    DRAFT = "draft"
    OPEN = "open"
    LOCKED = "locked"
    REVEALED = "revealed"
    SETTLING = "settling"
    SETTLED = "settled"
    VOID = "void"


_S = GameState

TRANSITIONS: dict[GameState, frozenset[GameState]] = {
    _S.DRAFT: frozenset({_S.OPEN, _S.VOID}),
    _S.OPEN: frozenset({_S.LOCKED, _S.VOID}),
    _S.LOCKED: frozenset({_S.REVEALED, _S.VOID}),
    # From here on everybody knows the outcome: nobody can call it off any more.
    _S.REVEALED: frozenset({_S.SETTLING}),
    _S.SETTLING: frozenset({_S.SETTLED}),
    _S.SETTLED: frozenset(),
    _S.VOID: frozenset(),
}


class Voided(enum.StrEnum):
    """Why a game came to nothing; its pool goes back."""

    TOO_FEW = "too_few"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    OUTCOME_MISSING = "outcome_missing"


class Podium(msgspec.Struct, frozen=True, kw_only=True):
    """The first `places` of a board at a season's end, and what a name in or off place is worth."""

    board: str
    season: str
    places: int
    place_points: int
    podium_points: int


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A consenting account's score in the publication `cycle`, between `lowest` and `highest`.

    What happens until `cut_off` counts for that score.
    """

    account: str
    cycle: str
    cut_off: Instant
    lowest: int
    highest: int


class Game(msgspec.Struct, frozen=True, kw_only=True):
    """`podium` or `target` is the question, as `kind` says; the other is None.

    Guesses are taken from `opens_at` until before `locks_at`. `root` is the commitment, 64 hex
    digits, over `leaves` guesses of `entrants`, once locked; `outcome` what came out, once
    revealed. `told` when every entrant has been told how it ended.
    """

    id: str
    kind: GameKind
    title: str
    prizes: Prizes
    opens_at: Instant
    locks_at: Instant
    podium: Podium | None = None
    target: Target | None = None
    state: GameState = GameState.DRAFT
    state_at: Instant
    root: str | None = None
    leaves: int = 0
    entrants: int = 0
    outcome: Outcome | None = None
    voided: Voided | None = None
    told: bool = False
    version: int = 1


def answers(game: Game, outcome: Outcome | None) -> bool:
    """True if the outcome says what the game asked."""
    if outcome is None:
        return False
    return bool(outcome.podium) if game.podium is not None else outcome.score is not None


def follow(game: Game, wanted: GameState) -> WrongGameState | None:
    """None if `wanted` may follow the game's state; else a refusal naming what may."""
    allowed = TRANSITIONS[game.state]
    if wanted in allowed:
        return None
    return WrongGameState(state=game.state, wanted=wanted, allowed=tuple(sorted(allowed)))


def enter_state(game: Game, state: GameState, at: datetime) -> Game:
    """The game in another state since `at`."""
    return msgspec.structs.replace(game, state=state, state_at=at)


def lint_game(game: Game) -> list[str]:
    """What is wrong with a game, as sentences."""
    podium, target = game.podium, game.target
    asked = {GameKind.GUESS_PODIUM: podium, GameKind.GUESS_SCORE: target}
    rules = {
        "an id is 1 to 59 letters, digits, '.', '_' or '-'": not is_part(f"game.{game.id}"),
        "it locks before it opens": game.locks_at <= game.opens_at,
        f"it is a {game.kind} and asks something else": (
            asked.pop(game.kind) is None or any(asked.values())
        ),
        "a podium has 1 to 10 places": podium is not None and not 1 <= podium.places <= 10,
        "a place is worth less than being on the podium": (
            podium is not None and podium.place_points < max(1, podium.podium_points)
        ),
        "it locks after the cut-off of the score": (
            target is not None and game.locks_at > target.cut_off
        ),
        "no score can be guessed": target is not None and target.highest <= target.lowest,
    }
    return [*(text for text, broken in rules.items() if broken), *lint_prizes(game.prizes)]
