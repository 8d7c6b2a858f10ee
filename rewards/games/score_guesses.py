"""Score guesses: from an outcome to standings, by the published rules.

`guess_podium`: a name in its place is worth `place_points`, a name on the podium in another place
`podium_points`; whoever has no point has no standing. `guess_score`: the nearer the better, and
the value is the distance below zero. When a guess was made decides nothing but the order in lists.
"""

from collections.abc import Iterable

from rewards.boards.rank import Standing
from rewards.games.game import Game, Podium
from rewards.games.guess import Answer, Entry
from rewards.games.outcome import Outcome


def score_guesses(game: Game, entries: Iterable[Entry]) -> tuple[Standing, ...]:
    """The standings to rank and pay, from the last version of each entry of a revealed game."""
    standings = (
        Standing(account=entry.account, value=worth(game, entry), reached_at=entry.last.at)
        for entry in entries
    )
    # Points are at least 0 and distances at most 0, so 0 is nothing in one and a hit in the other.
    return tuple(each for each in standings if game.podium is None or each.value > 0)


def worth(game: Game, entry: Entry) -> int:
    """What an entry's last guess is worth: points, or the distance below zero. ValueError if the
    game has no outcome."""
    if game.outcome is None:
        raise ValueError(f"{game.id} has no outcome")
    if game.podium is not None:
        return points(game.podium, entry.last.answer, game.outcome)
    return -distance(entry.last.answer, game.outcome)


def points(podium: Podium, answer: Answer, outcome: Outcome) -> int:
    """What a guess at a podium is worth. A tie fills all its places with each of its names."""
    places = {each.account: range(each.first, each.last + 1) for each in outcome.podium}
    worth = 0
    for place, account in enumerate(answer.podium, start=1):
        if account in places:
            worth += podium.place_points if place in places[account] else podium.podium_points
    return worth


def distance(answer: Answer, outcome: Outcome) -> int:
    """How far a guessed score is off. ValueError if there is none to compare."""
    if answer.score is None or outcome.score is None:
        raise ValueError("a score was neither guessed nor published")
    return abs(answer.score - outcome.score)
