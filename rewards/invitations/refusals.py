"""Why an invitation says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class WrongInvitationState(Refusal, frozen=True, kw_only=True):
    """The invitation cannot go from `state` to `wanted`."""

    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"An invitation that is {self.state} cannot become {self.wanted}; it can be: {ways}."


class InvitationUnknown(Refusal, frozen=True, kw_only=True):
    """There is no invitation under this code, or none that can be said to exist."""

    def detail(self) -> str:
        return "No invitation has this code: check the ten characters, or ask for a new one."


class InvitationTaken(Refusal, frozen=True, kw_only=True):
    """Somebody has come by this invitation already. Not who, nor what became of it."""

    def detail(self) -> str:
        return "This invitation has been taken up already: ask for a new one."


class CameBack(Refusal, frozen=True, kw_only=True):
    """Invitations are for newcomers, and somebody with this contact was a member not long ago."""

    newcomer_from: Instant

    def detail(self) -> str:
        return (
            "Somebody with your contact left the programme not long ago, so no invitation counts "
            f"before {self.newcomer_from.isoformat()}. Everything else is open to you."
        )


class TooManyInvitations(Refusal, frozen=True, kw_only=True):
    """As many invitations wait to be taken up as one member may have."""

    open: int
    most: int

    def detail(self) -> str:
        return (
            f"{self.open} of your invitations wait to be taken up, {self.most} are allowed: give "
            "out one of those, or wait until one ends."
        )


class InvitationEnded(Refusal, frozen=True, kw_only=True):
    """The invitation has run out."""

    ended_at: Instant

    def detail(self) -> str:
        return f"The invitation ended at {self.ended_at.isoformat()}: ask for a new one."


class InvitationNotEnded(Refusal, frozen=True, kw_only=True):
    """The invitation can still be used."""

    ends_at: Instant

    def detail(self) -> str:
        return f"The invitation can be used until {self.ends_at.isoformat()}: wait until then."


class OwnInvitation(Refusal, frozen=True, kw_only=True):
    """Who takes the invitation up is who issued it. Carries nothing: both are the caller."""

    def detail(self) -> str:
        return "This is your own invitation: give it to somebody else."


class JoinedTooLongAgo(Refusal, frozen=True, kw_only=True):
    """The member was here before the invitation was named."""

    joined_at: Instant
    minutes_max: int

    def detail(self) -> str:
        return (
            f"You joined at {self.joined_at.isoformat()}: an invitation is named within "
            f"{self.minutes_max} minutes of joining, go on without it."
        )


class AlreadyInvited(Refusal, frozen=True, kw_only=True):
    """The member has come by an invitation already; one is all there is."""

    def detail(self) -> str:
        return "You have come by an invitation already: there is one inviter per member."


class HasInvited(Refusal, frozen=True, kw_only=True):
    """Who has invited others is no newcomer: this rules out every circle."""

    invited: int

    def detail(self) -> str:
        return f"You have invited {self.invited} members yourself: go on without an invitation."


class DoesNotQualify(Refusal, frozen=True, kw_only=True):
    """What the newcomer did is not an act that an invitation is paid for."""

    kind: str
    happened_at: Instant

    def detail(self) -> str:
        return (
            f"{self.kind} of {self.happened_at.isoformat()} does not qualify: "
            "do a task after joining and before the invitation ends."
        )


class TooManyPaid(Refusal, frozen=True, kw_only=True):
    """As many invitations are paid as may be in a while; this one waits its turn."""

    paid: int
    most: int
    next_at: Instant

    def detail(self) -> str:
        return (
            f"{self.paid} invitations are paid of the {self.most} allowed at a time: this one "
            f"waits until {self.next_at.isoformat()}."
        )


class HoldNotOver(Refusal, frozen=True, kw_only=True):
    """The second stage is not due yet."""

    until: Instant

    def detail(self) -> str:
        return f"The rest is paid from {self.until.isoformat()} on: wait until then."
