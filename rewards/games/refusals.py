"""Why a game says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class WrongGameState(Refusal, frozen=True, kw_only=True):
    """The game cannot go from `state` to `wanted`."""

    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"A game that is {self.state} cannot become {self.wanted}; it can be: {ways}."


class TooEarlyForGame(Refusal, frozen=True, kw_only=True):
    """This step of the game has its time."""

    due_at: Instant

    def detail(self) -> str:
        return f"This is done from {self.due_at.isoformat()} on: wait until then."


class GuessingClosed(Refusal, frozen=True, kw_only=True):
    """The game takes no guesses now."""

    state: str
    opens_at: Instant
    locks_at: Instant

    def detail(self) -> str:
        return (
            f"The game is {self.state}; it takes guesses from {self.opens_at.isoformat()} until "
            f"before {self.locks_at.isoformat()}: choose a game that is open."
        )


class MayNotEnter(Refusal, frozen=True, kw_only=True):
    """The account could know or change the outcome. Which of the two is not said."""

    game: str

    def detail(self) -> str:
        return f"You are too close to what {self.game} is about: choose another game."


class BadGuess(Refusal, frozen=True, kw_only=True):
    """The guess is no answer to this game's question."""

    sentence: str

    def detail(self) -> str:
        return f"This is no answer to the question: {self.sentence}."


class TooManyVersions(Refusal, frozen=True, kw_only=True):
    """The guess has been changed as often as it may be."""

    versions: int
    most: int

    def detail(self) -> str:
        return f"You have guessed {self.versions} times of {self.most}: your last guess stands."


class GameUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such game."""

    game: str

    def detail(self) -> str:
        return f"There is no game {self.game}: take an id from the list of games."


class GameNotOver(Refusal, frozen=True, kw_only=True):
    """What proves a game is public only once it is settled."""

    game: str
    state: str

    def detail(self) -> str:
        return f"{self.game} is {self.state}: its guesses can be read once it is settled."


class GameMoved(Refusal, frozen=True, kw_only=True):
    """Somebody else has taken this step of the game, or another one."""

    game: str
    version: int
    current: int

    def detail(self) -> str:
        return (
            f"{self.game} was read at version {self.version} and is at {self.current} now: "
            "read it again."
        )
