"""Why membership says no."""

from rewards.refusal import Refusal
from service.members.consents import Purpose
from service.members.states import State


class NoConsent(Refusal, frozen=True, kw_only=True):
    """No consent for this purpose and counterparty is in force."""

    purpose: Purpose
    counterparty: str

    def detail(self) -> str:
        return f"There is no consent for {self.purpose} with {self.counterparty}: grant it first."


class MembershipNotActive(Refusal, frozen=True, kw_only=True):
    """Consents act only while the membership is active."""

    state: State

    def detail(self) -> str:
        return f"The membership is {self.state}: make it active first."


class ConsentTextChanged(Refusal, frozen=True, kw_only=True):
    """The text agreed to is not the one in force."""

    purpose: Purpose
    shown: str
    current: str

    def detail(self) -> str:
        return (
            f"The text for {self.purpose} has changed (shown {self.shown[:12]}, now "
            f"{self.current[:12]}): read the current text and agree to that."
        )


class ConsentTooLong(Refusal, frozen=True, kw_only=True):
    """A consent must last at least a day and at most as long as the programme says."""

    days: int
    most: int

    def detail(self) -> str:
        return f"A consent cannot last {self.days} days: choose 1 to {self.most}."


class TooManyConsents(Refusal, frozen=True, kw_only=True):
    """As many consents are in force as one member may have."""

    consents: int
    most: int

    def detail(self) -> str:
        return f"{self.consents} consents are in force, {self.most} are allowed: withdraw one."


class AlreadyEnrolled(Refusal, frozen=True, kw_only=True):
    """The enrolment is in force; a paused membership resumes, it does not enrol again."""

    state: State

    def detail(self) -> str:
        more = "resume it" if self.state is State.PAUSED else "nothing is left to do"
        return f"The membership is {self.state} and enrolled: {more}."


class EnrolmentIsActivation(Refusal, frozen=True, kw_only=True):
    """Enrolment is granted by making the membership active, not as one consent among others."""

    state: State

    def detail(self) -> str:
        return f"The membership is {self.state}: enrol by agreeing to the enrolment text."
