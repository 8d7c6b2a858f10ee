"""How evidence stands when it is first known."""

from rewards.score.evidence import EvidenceKind, Status
from rewards.score.scheme import KindRule, Scheme
from rewards.score.standing.standing import Standing


def rule_of(scheme: Scheme, kind: EvidenceKind) -> KindRule | None:
    """What the scheme says of this kind; None if it does not know it."""
    return next((rule for rule in scheme.kinds if rule.kind is kind), None)


def is_penalty(scheme: Scheme, kind: EvidenceKind) -> bool:
    """Whether evidence of this kind takes points."""
    rule = rule_of(scheme, kind)
    return rule is not None and rule.points < 0


def begin(scheme: Scheme, kind: EvidenceKind) -> Standing:
    """A kept promise counts at once; what takes points is proposed first, and its member told."""
    return Standing(status=Status.PROPOSED if is_penalty(scheme, kind) else Status.COUNTED)
