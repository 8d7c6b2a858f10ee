"""Why evidence stays as it stands."""

from rewards.refusal import Refusal


class WrongStatus(Refusal, frozen=True, kw_only=True):
    """The evidence cannot go from `status` to `wanted`."""

    status: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"Evidence that is {self.status} cannot become {self.wanted}; it can be: {ways}."
