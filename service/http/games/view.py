"""What a member is told of a game. Pure."""

import msgspec

from rewards.boards.prizes import Prizes
from rewards.calendar import Instant
from rewards.games.game import Game, GameKind, GameState, Podium, Voided
from rewards.games.guess import Entry
from rewards.games.score_guesses import worth
from rewards.games.submit import is_open
from service.http.games.known import Known
from service.http.programme.translated import Say
from service.live.answers import key_of


class PodiumQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Name the first `places` of a board's season, by the keys that its rows have. A name in its
    place is worth `place_points`, one on the podium in another place `podium_points`."""

    board: str
    season: str
    places: int
    place_points: int
    podium_points: int


class ScoreQuestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Guess `name`'s score in the publication `cycle`. No name once they do not agree any more."""

    cycle: str
    lowest: int
    highest: int
    name: str | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody on a board: their row's key, and their name while they are shown there."""

    key: str
    name: str | None = None


class OnPodium(Named, frozen=True, kw_only=True, omit_defaults=True):
    """In the places `first` to `last`: more than one in a tie."""

    first: int
    last: int


class Result(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came out: one of the two."""

    podium: tuple[OnPodium, ...] | None = None
    score: int | None = None


class MyGuess(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last guess; `points` or `off_by` once the outcome is known, `seeds` once paid."""

    version: int
    at: Instant
    podium: tuple[Named, ...] | None = None
    score: int | None = None
    points: int | None = None
    off_by: int | None = None
    seeds: int | None = None


class GameView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A game. `root` is over `guesses` guesses, every version of each, once it is locked."""

    id: str
    kind: GameKind
    title: str
    state: GameState
    open: bool
    opens_at: Instant
    locks_at: Instant
    prizes: Prizes
    entrants: int
    podium: PodiumQuestion | None = None
    score: ScoreQuestion | None = None
    root: str | None = None
    guesses: int | None = None
    voided: Voided | None = None
    result: Result | None = None
    mine: MyGuess | None = None


def view(game: Game, known: Known, say: Say) -> GameView:
    """The game for one member, from what is known for that member, in the words that they read."""
    locked = game.root is not None
    return GameView(
        id=game.id,
        kind=game.kind,
        title=say(game.title),
        state=game.state,
        open=is_open(game, known.now),
        opens_at=game.opens_at,
        locks_at=game.locks_at,
        prizes=game.prizes,
        entrants=known.entrants,
        podium=None if game.podium is None else _podium(game.podium),
        score=_score(game, known),
        root=game.root,
        guesses=game.leaves if locked else None,
        voided=game.voided,
        result=_result(game, known),
        mine=None if known.entry is None else _mine(game, known.entry, known),
    )


def _podium(podium: Podium) -> PodiumQuestion:
    return PodiumQuestion(
        board=podium.board,
        season=podium.season,
        places=podium.places,
        place_points=podium.place_points,
        podium_points=podium.podium_points,
    )


def _score(game: Game, known: Known) -> ScoreQuestion | None:
    if game.target is None:
        return None
    return ScoreQuestion(
        cycle=game.target.cycle,
        lowest=game.target.lowest,
        highest=game.target.highest,
        name=known.target,
    )


def _result(game: Game, known: Known) -> Result | None:
    if game.outcome is None:
        return None
    if game.podium is None:
        return Result(score=game.outcome.score)
    board, season = game.podium.board, game.podium.season
    return Result(
        podium=tuple(
            OnPodium(
                key=key_of(board, season, each.account),
                name=known.names.get(each.account),
                first=each.first,
                last=each.last,
            )
            for each in game.outcome.podium
        )
    )


def _mine(game: Game, entry: Entry, known: Known) -> MyGuess:
    last, value = entry.last, worth(game, entry) if game.outcome is not None else None
    return MyGuess(
        version=last.version,
        at=last.at,
        podium=None if game.podium is None else _named(game.podium, last.answer.podium, known),
        score=last.answer.score,
        points=value if game.podium is not None else None,
        off_by=-value if value is not None and game.podium is None else None,
        seeds=known.seeds if game.state is GameState.SETTLED else None,
    )


def _named(podium: Podium, accounts: tuple[str, ...], known: Known) -> tuple[Named, ...]:
    return tuple(
        Named(key=key_of(podium.board, podium.season, each), name=known.names.get(each))
        for each in accounts
    )
