"""Why something cannot be supposed."""

from rewards.refusal import Refusal


class TooMuchSupposed(Refusal, frozen=True, kw_only=True):
    """More than is worked out for one question: `what` is `suppositions`, `times` or `days`."""

    what: str
    wanted: int
    most: int

    def detail(self) -> str:
        return f"That supposes {self.wanted} {self.what}: suppose at most {self.most} together."


class SupposedEvidenceUnknown(Refusal, frozen=True, kw_only=True):
    """No piece of the caller's evidence that counts has this id."""

    evidence: str

    def detail(self) -> str:
        return f"No evidence {self.evidence!r} counts for you: take an id from your own score."


class NothingToCure(Refusal, frozen=True, kw_only=True):
    """It is no broken promise, or has been made good already."""

    evidence: str

    def detail(self) -> str:
        return f"Nothing of {self.evidence!r} is to be made good: name a promise that was broken."
