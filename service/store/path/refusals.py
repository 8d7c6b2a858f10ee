"""What the write path itself says when it cannot decide. None of these is ever stored."""

from rewards.refusal import Refusal


class Overloaded(Refusal, frozen=True):
    """Too much is waiting. Nothing was done."""

    retry_after_s: int = 1

    def detail(self) -> str:
        return f"Too busy; nothing was done. Send the same request again in {self.retry_after_s} s."


class Busy(Refusal, frozen=True):
    """What this command needs was held by somebody else, or out of reach, until its deadline.
    Nothing was done."""

    retry_after_s: int = 1

    def detail(self) -> str:
        return (
            "What this request needs could not be had in time, and nothing was done. "
            f"Send the same request with the same key again in {self.retry_after_s} s."
        )


class OutcomeUnknown(Refusal, frozen=True):
    """The deadline passed before the database could say what became of it."""

    retry_after_s: int = 2

    def detail(self) -> str:
        return (
            "It is not known yet whether this was done. Send it again with the same "
            "Idempotency-Key: it will be done once, and you get its answer."
        )


class Stopping(Refusal, frozen=True):
    """This process takes no more work. Nothing was done."""

    retry_after_s: int = 1

    def detail(self) -> str:
        return (
            f"This server is stopping, and nothing was done. Try again in {self.retry_after_s} s."
        )
