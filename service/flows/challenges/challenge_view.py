"""A challenge as its member sees it, and as its source and operators do: these without a name."""

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.standing.challenge import Challenge, ChallengeState, EndedBy


class ChallengeView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The member's `statement`, the source's `answer`, the operator's `reason`. Silence loses at
    `due_at`: the source's while it is asked, the operators' once it is referred to them."""

    id: str
    state: ChallengeState
    statement: str
    at: Instant
    due_at: Instant | None = None
    answer: str | None = None
    answered_at: Instant | None = None
    ended_at: Instant | None = None
    ended_by: EndedBy | None = None
    reason: str | None = None


class ChallengeCase(ChallengeView, frozen=True, kw_only=True, omit_defaults=True):
    """The same for who has to speak. `kind`, `happened_at` and `reference` are the evidence's, as
    its source told it; `evidence` is its id, if that does not say whose it is. `member` is by what
    name its source knows the member, for the source alone and while the member wants that."""

    source: str
    kind: EvidenceKind
    happened_at: Instant
    reference: str | None = None
    evidence: str | None = None
    member: str | None = None


class ChallengeStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to who has spoken: what has become of it. Nobody's words, as it is stored to be
    repeated, and the member may be forgotten before."""

    id: str
    state: ChallengeState
    state_at: Instant
    due_at: Instant | None = None
    ended_by: EndedBy | None = None

    @classmethod
    def of(cls, challenge: Challenge) -> "ChallengeStep":
        """Of a challenge that has just moved."""
        return cls(
            id=challenge.id,
            state=challenge.state,
            state_at=challenge.state_at,
            due_at=challenge.due_at,
            ended_by=challenge.ended_by,
        )


class ChallengeMoved(msgspec.Struct, frozen=True, kw_only=True):
    """The data of an event: no words of anybody."""

    challenge: str
    kind: EvidenceKind
    state: ChallengeState

    @classmethod
    def of(cls, challenge: Challenge) -> "ChallengeMoved":
        """What has become of it."""
        return cls(challenge=challenge.id, kind=challenge.kind, state=challenge.state)


class EvidenceMoved(msgspec.Struct, frozen=True, kw_only=True):
    """The data of an event: how a piece of evidence stands now."""

    evidence: str
    kind: EvidenceKind
    status: Status


def challenge_view(challenge: Challenge) -> ChallengeView:
    """For its member."""
    return ChallengeView(
        id=challenge.id,
        state=challenge.state,
        statement=challenge.statement,
        at=challenge.at,
        due_at=challenge.due_at,
        answer=challenge.answer,
        answered_at=challenge.answered_at,
        ended_at=challenge.state_at if challenge.ended_by else None,
        ended_by=challenge.ended_by,
        reason=challenge.reason,
    )


def challenge_case(challenge: Challenge, member: str | None = None) -> ChallengeCase:
    """For its source, which may know the `member` by a name, and for operators."""
    return ChallengeCase(
        **msgspec.structs.asdict(challenge_view(challenge)),
        source=challenge.merchant,
        kind=challenge.kind,
        happened_at=challenge.happened_at,
        reference=_nameless(challenge, challenge.reference),
        evidence=_nameless(challenge, challenge.evidence),
        member=member,
    )


def _nameless(challenge: Challenge, id_: str) -> str | None:
    """Ids of what a member did can hold the account's; such a one is nobody else's business."""
    return None if challenge.account in id_ else id_
