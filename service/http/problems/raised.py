"""How a refusal leaves a handler: raised at the door, never inside a rule."""

from rewards.refusal import Refusal


class Refused(Exception):
    """Carries a refusal to the one place that makes problems of them."""

    def __init__(
        self, refusal: Refusal, *, replayed: bool = False, headers: dict[str, str] | None = None
    ) -> None:
        """`replayed`: this refusal is a stored one, repeated."""
        super().__init__(refusal.code)
        self.refusal = refusal
        self.replayed = replayed
        self.headers = headers or {}
