"""How evidence stands when it is first known."""

from datetime import datetime

from rewards.score.evidence import EvidenceKind, Status
from rewards.score.scheme import KindRule, Scheme
from rewards.score.standing.standing import Standing


def rule_of(scheme: Scheme, kind: EvidenceKind, happened_at: datetime) -> KindRule | None:
    """What the scheme says of such a fact; None if it does not know the kind, or only since
    later."""
    return next(
        (rule for rule in scheme.kinds if rule.kind is kind and rule.enters(happened_at)), None
    )


def only_since(scheme: Scheme, kind: EvidenceKind, happened_at: datetime) -> datetime | None:
    """Since when the scheme knows the kind, if the fact is from before that."""
    ours = (rule for rule in scheme.kinds if rule.kind is kind)
    return next((rule.since for rule in ours if not rule.enters(happened_at)), None)


def is_penalty(scheme: Scheme, kind: EvidenceKind, happened_at: datetime) -> bool:
    """Whether such a fact takes points."""
    rule = rule_of(scheme, kind, happened_at)
    return rule is not None and rule.points < 0


def begin(scheme: Scheme, kind: EvidenceKind, happened_at: datetime) -> Standing:
    """A kept promise counts at once; what takes points is proposed first, and its member told."""
    is_proposed = is_penalty(scheme, kind, happened_at)
    return Standing(status=Status.PROPOSED if is_proposed else Status.COUNTED)
