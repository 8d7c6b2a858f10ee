"""What is wrong with a perk, before anybody is offered it."""

from collections.abc import Iterable

from rewards.ledger.ids import is_part
from rewards.perks.perk import SCORE_FREE, Perk, PerkKind
from rewards.perks.rentals.terms import lint_terms
from rewards.perks.terms.badge import lint_badge
from rewards.perks.terms.tier import lint_tiers
from rewards.perks.terms.window import lint_window


def lint_perk(perk: Perk, *, merchants: Iterable[str], levels: Iterable[str]) -> list[str]:
    """What is wrong with `perk`, as sentences. `levels` are the scheme's, lowest first."""
    known, ordered = frozenset(merchants), tuple(levels)
    rules = {
        "an id is 1 to 64 letters, digits, '.', '_' or '-'": not is_part(perk.id),
        "no merchant offers it": not perk.merchants,
        "its public terms are empty": not perk.terms.strip(),
        f"level {perk.level!r} is not in the scheme": perk.level not in {None, *ordered},
    } | {f"merchant {each!r} is unknown": each not in known for each in perk.merchants}
    found = [sentence for sentence, broken in (rules | _free(perk) | _kind(perk)).items() if broken]
    found += lint_tiers(perk.tiers, level=perk.level, levels=ordered)
    found += [sentence for window in perk.windows for sentence in lint_window(window)]
    found += lint_terms(perk.rental) if perk.rental else []
    found += lint_badge(perk.badge) if perk.badge else []
    return [f"perk {perk.id!r}: {sentence}" for sentence in found]


def _free(perk: Perk) -> dict[str, bool]:
    """Where a score never decides: not about work, love, housing or borders."""
    free = perk.context in SCORE_FREE
    return {
        f"a score never decides about {perk.context}: it may name no level": (
            free and (perk.level is not None or bool(perk.tiers))
        ),
        f"only vouchers and badges are allowed about {perk.context}": (
            free and perk.kind not in (PerkKind.VOUCHER, PerkKind.BADGE)
        ),
    }


def _kind(perk: Perk) -> dict[str, bool]:
    """What belongs to one kind of perk, and to no other."""
    kind = perk.kind
    return {
        "a deposit waiver says what it lends, and nothing else does": (
            (perk.rental is not None) != (kind is PerkKind.DEPOSIT_WAIVER)
        ),
        # Not the other way round: versions from before there were these terms go on being read.
        "only a voucher says what it costs": (
            perk.voucher is not None and kind is not PerkKind.VOUCHER
        ),
        "only a badge says which facts it shows": (
            perk.badge is not None and kind is not PerkKind.BADGE
        ),
        "a badge shows facts: it asks for no level, has no stock and is not used up": (
            kind is PerkKind.BADGE
            and (perk.level is not None or perk.stock is not None or perk.limit is not None)
        ),
        "a voucher is bought whole: it has no tiers": (
            kind is PerkKind.VOUCHER and bool(perk.tiers)
        ),
    }
