"""Why a season does not go on."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class WrongSeasonState(Refusal, frozen=True, kw_only=True):
    """The season cannot go from `state` to `wanted`."""

    season: str
    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"{self.season} is {self.state} and cannot become {self.wanted}; it can be: {ways}."


class TooEarlyForSeason(Refusal, frozen=True, kw_only=True):
    """The time of this step has not come."""

    season: str
    wanted: str
    due_at: Instant

    def detail(self) -> str:
        return f"{self.season} becomes {self.wanted} at {self.due_at.isoformat()}: wait until then."


class SeasonUnknown(Refusal, frozen=True, kw_only=True):
    """No season of this name has ever been scheduled."""

    season: str

    def detail(self) -> str:
        return f"There is no season {self.season}: name a board and an ISO week such as 2026-W10."


class SeasonNotSettled(Refusal, frozen=True, kw_only=True):
    """Its result is not final."""

    season: str
    state: str
    settles_at: Instant

    def detail(self) -> str:
        return (
            f"{self.season} is {self.state}: its result is final soon after "
            f"{self.settles_at.isoformat()}."
        )
