"""Why evidence stays as it stands, and challenges with it."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class WrongStatus(Refusal, frozen=True, kw_only=True):
    """The evidence cannot go from `status` to `wanted`."""

    status: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"Evidence that is {self.status} cannot become {self.wanted}; it can be: {ways}."


class NoticeNotOver(Refusal, frozen=True, kw_only=True):
    """The member still has time to answer. `ends_at` is None until the notice is delivered."""

    ends_at: Instant | None

    def detail(self) -> str:
        if self.ends_at is None:
            return "The notice has not been delivered, so its days have not begun: wait for that."
        return f"The member has until {self.ends_at.isoformat()} to answer: wait until then."


class EvidenceUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such evidence, or it is somebody else's. Deliberately the same answer."""

    def detail(self) -> str:
        return "There is no evidence under this id that is yours: take the id from your list."


class NoBrokenPromise(Refusal, frozen=True, kw_only=True):
    """Evidence of this kind is no broken promise."""

    kind: str

    def detail(self) -> str:
        return f"Evidence of the kind {self.kind} is no broken promise: nothing is to be made good."


class AlreadyMadeGood(Refusal, frozen=True, kw_only=True):
    """Its source has said so before."""

    at: Instant

    def detail(self) -> str:
        return f"It was made good at {self.at.isoformat()}: nothing is left to do."


class ChallengeTooLate(Refusal, frozen=True, kw_only=True):
    """The time to challenge it is over."""

    until: Instant

    def detail(self) -> str:
        return f"It could be challenged until {self.until.isoformat()}: it stands as it is."


class AlreadyChallenged(Refusal, frozen=True, kw_only=True):
    """It has been challenged, and that is open or decided; once is all there is."""

    state: str

    def detail(self) -> str:
        return f"This was challenged before, and that is {self.state}: see it in your evidence."


class TooManyChallenges(Refusal, frozen=True, kw_only=True):
    """As many challenges are open as one member may have."""

    challenges: int
    most: int

    def detail(self) -> str:
        return f"{self.challenges} challenges are open, {self.most} are allowed: wait for one."


class ChallengeUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such challenge, or it is of somebody else's evidence. The same answer to both."""

    def detail(self) -> str:
        return "There is no challenge under this id for you: take the id from your list."


class WrongChallengeState(Refusal, frozen=True, kw_only=True):
    """The challenge cannot go from `state` to `wanted`."""

    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"A challenge that is {self.state} cannot become {self.wanted}; it can be: {ways}."


class ChallengeNotDue(Refusal, frozen=True, kw_only=True):
    """Whoever has to speak still may."""

    due_at: Instant

    def detail(self) -> str:
        return f"There is time until {self.due_at.isoformat()} to speak: wait until then."
