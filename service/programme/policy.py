"""What a new version has to say beyond being usable. Pure.

Versions that were stored before a rule of this page go on being read; whoever writes the next one
keeps to it.
"""

from collections.abc import Sequence
from itertools import combinations

from rewards.economy import Cadence, ScoreNumbers
from rewards.perks.credit_code import is_credit_code, looks_like_credit_code
from rewards.perks.merchant import Merchant
from rewards.perks.merchants.registry import plain_number
from rewards.perks.perk import Perk, PerkKind
from rewards.score.cushion import MONTH_DAYS
from rewards.score.evidence import BROKEN
from rewards.score.scheme import Scheme
from service.programme.document import Programme


def policy(programme: Programme) -> list[str]:
    """What `programme` lacks to be announced, as sentences."""
    return [
        f"perk {perk.id!r}: say in `outside_terms` what people outside the programme get instead"
        for perk in programme.perks
        if not perk.outside_terms.strip()
    ] + [
        *_lint_losses(programme.numbers.score),
        *_lint_penalties(programme.numbers.score),
        *_lint_cures(programme.numbers.score.scheme),
        *(sentence for perk in programme.perks for sentence in _lint_promises(perk)),
        *_lint_registry_numbers(programme.merchants),
    ]


def _lint_promises(perk: Perk) -> list[str]:
    """What is written down and not kept is worse than nothing."""
    found: list[str] = []
    if perk.kind is PerkKind.VOUCHER and perk.voucher is None:
        found.append(f"perk {perk.id!r}: say in `voucher` what it costs, and how long it is good")
    if perk.kind is PerkKind.BADGE and perk.badge is None:
        found.append(f"perk {perk.id!r}: say in `badge` which facts it shows")
    if perk.badge is not None and (perk.windows or perk.tiers):
        found.append(
            f"perk {perk.id!r}: leave out `windows` and `tiers`: a badge says the same to its "
            "viewer at any hour"
        )
    if perk.stock is not None and perk.rental is not None:
        found.append(
            f"perk {perk.id!r}: leave out `stock`: what there is to lend, its merchant knows"
        )
    return found


def _lint_registry_numbers(merchants: Sequence[Merchant]) -> list[str]:
    """A slip in a credit code would make the merchant another, or nobody."""
    return [
        f"merchant {merchant.id!r}: {merchant.registry_number} is no Unified Social Credit Code: "
        "its check character says that a character is wrong"
        for merchant in merchants
        if looks_like_credit_code(merchant.registry_number)
        and not is_credit_code(merchant.registry_number)
    ] + [
        f"merchant {other.id!r} has the registry number of {merchant.id!r}: one business is one "
        "merchant"
        for merchant, other in combinations(merchants, 2)
        if plain_number(merchant.registry_number) == plain_number(other.registry_number)
    ]


def _lint_penalties(numbers: ScoreNumbers) -> list[str]:
    """Notice can be given of a broken promise alone, as it is stored when it is first known."""
    return [
        f"scheme {numbers.scheme.id!r}: {rule.kind.value} takes points, and only a broken promise "
        f"may ({', '.join(sorted(BROKEN))}): nobody could be told of anything else before it counts"
        for rule in numbers.scheme.kinds
        if rule.points < 0 and rule.kind not in BROKEN
    ]


def _lint_cures(scheme: Scheme) -> list[str]:
    """What is made good takes less from that day on, or it was no cure."""
    return [
        f"scheme {scheme.id!r}: {rule.kind.value} has a cure that changes nothing: let `cured` "
        "take fewer points than the penalty does, or fade sooner"
        for rule in scheme.kinds
        if rule.cured is not None
        and (rule.cured.points, rule.cured.half_life_days) == (rule.points, rule.half_life_days)
    ]


def _lint_losses(numbers: ScoreNumbers) -> list[str]:
    """A day takes a whole share of what a month may take; of less than a point it would be none,
    and a score could never fall."""
    most = numbers.scheme.loss_max
    if numbers.cadence is not Cadence.DAILY or most is None or most % MONTH_DAYS == 0:
        return []
    return [f"scheme {numbers.scheme.id!r}: published daily, make `loss_max` 30, 60, 90, ..."]
