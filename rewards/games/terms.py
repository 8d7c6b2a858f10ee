"""The terms of a game: what the programme declares, and the games that follow from it."""

import hashlib
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from rewards.boards.board import Season
from rewards.boards.prizes import Prizes, lint_prizes
from rewards.economy import GameNumbers
from rewards.games.game import Game, GameKind, Podium, Target
from rewards.ledger.ids import is_part

ID_MAX = 32
"""Characters of an id: with a season or a digest it is part of derived ids."""

WEEK_MINUTES = 7 * 24 * 60


class GameTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One game for each season of `board`, or for each member who lets their score be guessed.

    It locks `lock_minutes` before the season's end, or before the cut-off of the next publication.
    `board` and `places` are for podiums alone.
    """

    id: str
    kind: GameKind
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    prizes: Prizes
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=40_000)]
    board: str | None = None
    places: Annotated[int, msgspec.Meta(ge=1, le=10)] | None = None


def lint_terms(terms: GameTerms, boards: list[str]) -> list[str]:
    """What is wrong with `terms`, as sentences. `boards` are the ids of the programme's boards."""
    podium = terms.kind is GameKind.GUESS_PODIUM
    rules = {
        f"its id is longer than {ID_MAX} characters": len(terms.id) > ID_MAX,
        "its id cannot be used as an id": not is_part(terms.id),
        "a podium has a board and places": podium and (terms.board is None or terms.places is None),
        f"board {terms.board!r} is not declared": podium and terms.board not in (None, *boards),
        "only a podium has a board and places": (
            not podium and (terms.board, terms.places) != (None, None)
        ),
        "it locks before its season begins": podium and terms.lock_minutes >= WEEK_MINUTES,
    }
    found = [sentence for sentence, broken in rules.items() if broken]
    return [f"game {terms.id!r}: {sentence}" for sentence in (*found, *lint_prizes(terms.prizes))]


def draft_podium(
    terms: GameTerms, season: Season, *, at: datetime, numbers: GameNumbers
) -> Game | None:
    """The game about a season's podium; None once it would be locked. ValueError for other terms.

    The same terms and season give the same id for ever.
    """
    if terms.board is None or terms.places is None:
        raise ValueError(f"{terms.id} asks for no podium")
    podium = Podium(
        board=terms.board,
        season=season.id,
        places=terms.places,
        place_points=numbers.place_points,
        podium_points=min(numbers.podium_points, numbers.place_points),
    )
    game = Game(
        id=f"{terms.id}.{season.id}",
        kind=terms.kind,
        title=terms.title,
        prizes=terms.prizes,
        opens_at=season.starts_at,
        locks_at=season.ends_at - timedelta(minutes=terms.lock_minutes),
        podium=podium,
        state_at=at,
    )
    return game if at < game.locks_at else None


def draft_score(terms: GameTerms, target: Target, *, at: datetime) -> Game | None:
    """The game about an account's next score; None once it would be locked.

    The same terms, account and cycle give the same id for ever; it does not tell the account.
    """
    text = f"{target.cycle}:{target.account}".encode()
    game = Game(
        id=f"{terms.id}.{hashlib.blake2b(text, digest_size=10).hexdigest()}",
        kind=terms.kind,
        title=terms.title,
        prizes=terms.prizes,
        opens_at=at,
        locks_at=target.cut_off - timedelta(minutes=terms.lock_minutes),
        target=target,
        state_at=at,
    )
    return game if at < game.locks_at else None
