"""A part of a perk, for a level below the one that opens it whole."""

from typing import Annotated

import msgspec

from rewards.ledger.ids import is_part


class Tier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `level` opens of it: `percent` of the deposit waived, or of what `terms` say.

    A merchant that is told "partial" learns the tier's id and nothing else.
    """

    id: str
    level: str
    percent: Annotated[int, msgspec.Meta(ge=1, le=99)]
    terms: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]


def lint_tiers(tiers: tuple[Tier, ...], *, level: str | None, levels: tuple[str, ...]) -> list[str]:
    """What is wrong, as sentences. `levels` are the scheme's, lowest first; `level` opens all."""
    if not tiers:
        return []
    order = {name: place for place, name in enumerate(levels)}
    unknown = [tier.level for tier in tiers if tier.level not in order]
    by_level = sorted((order.get(tier.level, -1), tier.percent) for tier in tiers)
    rules = {
        "a tier's id is 1 to 64 letters, digits, '.', '_' or '-'": (
            not all(is_part(tier.id) for tier in tiers)
        ),
        "two tiers have one id": len({tier.id for tier in tiers}) < len(tiers),
        "two tiers are of one level": len({tier.level for tier in tiers}) < len(tiers),
        "it asks for no level, so it has no tiers below one": level is None,
        "a tier is of the perk's level or above it": level in order
        and any(order.get(tier.level, -1) >= order[level] for tier in tiers),
        "a higher tier gives less": [percent for _, percent in by_level]
        != sorted(percent for _, percent in by_level),
    } | {f"tier level {each!r} is not in the scheme": True for each in unknown}
    return [sentence for sentence, broken in rules.items() if broken]
