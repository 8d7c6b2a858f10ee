"""A scheme: everything a score is made of, as one versioned document."""

from datetime import datetime
from itertools import pairwise
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import EvidenceKind

PROFILE = "profile"
"""The part that pays for an account: only for its safety, never for more data."""

ACCOUNT_KINDS = frozenset(
    {
        EvidenceKind.CONTACT_VERIFIED,
        EvidenceKind.SECOND_FACTOR,
        EvidenceKind.CONSENTS_REVIEWED,
    }
)

Points = Annotated[int, msgspec.Meta(ge=-1_000, le=1_000)]
Days = Annotated[int, msgspec.Meta(ge=1, le=3_660)]


class PartRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part adds `least` to `most` points, whatever its evidence sums to."""

    name: str
    most: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    least: Annotated[int, msgspec.Meta(ge=-10_000, le=0)] = 0


class Cured(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a broken promise is worth once it has been made good; its age still counts from when it
    happened."""

    points: Annotated[int, msgspec.Meta(ge=-1_000, le=0)]
    half_life_days: Days | None = None


class KindRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one piece of evidence of `kind` is worth in `part`, when fresh.

    It halves every `half_life_days` (None: never fades) and is gone after `gone_after_days`. `cap`
    bounds the sum over the kind; only what is worth something positive has one. A penalty counts
    `notice_days` after its member was told, and can be made good: then it is worth `cured`. What
    happened before `since` does not enter at all, as what takes points looks forward only.
    """

    kind: EvidenceKind
    part: str
    points: Points
    half_life_days: Days | None = None
    cap: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None
    gone_after_days: Days | None = None
    notice_days: Annotated[int, msgspec.Meta(ge=1, le=90)] | None = None
    cured: Cured | None = None
    since: Instant | None = None

    def enters(self, at: datetime) -> bool:
        """Whether this rule is about what happened at `at`."""
        return self.since is None or at >= self.since


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A band of scores, from `at_least` (inclusive) to the next level's bound."""

    name: str
    at_least: int


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A score is `start` plus its parts and its cushion, from `lowest` to `highest`.

    `levels` are in rising order and begin at `lowest`, which is `start` unless a part can take from
    it. `loss_max` is the most points that a score falls in a month, by the cushion; None for none.
    """

    id: str
    version: Annotated[int, msgspec.Meta(ge=1)]
    start: Annotated[int, msgspec.Meta(ge=0, le=100_000)]
    parts: tuple[PartRule, ...]
    kinds: tuple[KindRule, ...]
    levels: tuple[Level, ...]
    loss_max: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None

    @property
    def lowest(self) -> int:
        """The score of whom every part takes all it can."""
        return self.start + sum(part.least for part in self.parts)

    @property
    def highest(self) -> int:
        """The score of whom every part gives all it can."""
        return self.start + sum(part.most for part in self.parts)


def lint_scheme(scheme: Scheme) -> list[str]:
    """What is wrong with `scheme`, as sentences."""
    parts = [part.name for part in scheme.parts]
    kinds = [rule.kind for rule in scheme.kinds]
    bounds = [level.at_least for level in scheme.levels]
    rules = {
        "a part is declared twice": len(set(parts)) < len(parts),
        "a kind is declared twice": len(set(kinds)) < len(kinds),
        "a level is named twice": len({level.name for level in scheme.levels}) < len(bounds),
        "levels do not rise": any(low >= high for low, high in pairwise(bounds)),
        f"the first level does not begin at {scheme.lowest}": bounds[:1] != [scheme.lowest],
        f"a level is above {scheme.highest}, out of reach": (
            max(bounds, default=0) > scheme.highest
        ),
        "a score could fall below 0": scheme.lowest < 0,
        "a part adds nothing": any(part.most == 0 == part.least for part in scheme.parts),
    }
    found = [f"scheme {scheme.id!r}: {sentence}" for sentence, broken in rules.items() if broken]
    return found + [
        f"scheme {scheme.id!r}: {rule.kind} {sentence}"
        for rule in scheme.kinds
        for sentence in _lint_kind(rule, parts)
    ]


def _lint_kind(rule: KindRule, parts: list[str]) -> list[str]:
    found = []
    if rule.part not in parts:
        found.append(f"belongs to {rule.part!r}, which is no part")
    if rule.points == 0:
        found.append("is worth nothing")
    if (rule.points > 0) != (rule.cap is not None):
        found.append("needs a cap exactly if it is worth something positive")
    if rule.part == PROFILE and rule.kind not in ACCOUNT_KINDS:
        found.append(f"is not about a safe account, which is all that {PROFILE!r} pays for")
    penalty = rule.points < 0
    if penalty and rule.half_life_days is None and rule.gone_after_days is None:
        found.append("is a penalty that never fades")
    if penalty and rule.notice_days is None:
        found.append("is a penalty without notice: say how many days after it, in `notice_days`")
    if penalty and rule.cured is None:
        found.append("is a penalty without cure: say what it is worth then, in `cured`")
    if rule.points > 0 and (rule.notice_days is not None or rule.cured is not None):
        found.append("is no penalty, so it has neither notice nor cure")
    if rule.cured is not None:
        found += _lint_cured(rule, rule.cured)
    return found


def _lint_cured(rule: KindRule, cured: Cured) -> list[str]:
    found = []
    if cured.points < rule.points:
        found.append("is worse when it has been cured")
    if _stays_longer(rule, cured):
        found.append("fades more slowly when it has been cured, so in the end it takes more")
    return found


def _stays_longer(rule: KindRule, cured: Cured) -> bool:
    """Whether what was made good would one day take more than what never was."""
    if cured.points == 0 or rule.half_life_days is None:
        return False
    return cured.half_life_days is None or cured.half_life_days > rule.half_life_days
