"""Why nothing is paid any more."""

from rewards.refusal import Refusal
from tasks.kinds import Limit


class CapReached(Refusal, frozen=True, kw_only=True):
    """A cap or a budget is used up, and what it no longer covers is not counted.

    `left` is what `limit` still covers of the `seeds` asked for.
    """

    task: str
    limit: Limit
    seeds: int
    left: int

    def detail(self) -> str:
        return (
            f"{self.task} pays {self.seeds} seeds and {_LIMITS[self.limit]} covers {self.left}: "
            "nothing is counted, choose another task."
        )


_LIMITS = {
    Limit.MEMBER_DAY: "what you can earn in a day",
    Limit.CAMPAIGN_DAY: "what its campaign pays you in a day",
    Limit.TASK_BUDGET: "what is left of its budget",
    Limit.CAMPAIGN_BUDGET: "what is left of its campaign's budget",
}
