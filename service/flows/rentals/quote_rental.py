"""What a check keeps of a yes to something lent."""

from typing import Any

from rewards.perks.decide_eligibility import Eligible, Ineligible
from rewards.perks.find import find
from rewards.perks.passes import Pass
from rewards.perks.perk import Perk
from rewards.perks.rentals.line import Line, Waiver
from rewards.perks.rentals.quote import quote
from rewards.perks.rentals.rental import Rental
from rewards.perks.rentals.room import with_room
from rewards.perks.rentals.share import waived
from rewards.refusal import Refusal
from service.flows.published import line_limit
from service.store.path.command import Command

RENTAL_ID = 2
"""Which of the check's fresh ids becomes the rental's."""


def if_room(
    command: Command[Any],
    decision: Eligible | Ineligible,
    perk: Perk,
    line: Line,
    value: int | None,
) -> Eligible | Ineligible:
    """The decision; a no if `perk` is lent and the line of score `value` has no room for it."""
    if isinstance(decision, Ineligible) or perk.rental is None:
        return decision
    terms = waived(perk.rental, decision.tier)
    return with_room(
        decision,
        Waiver(rental=command.ids[RENTAL_ID], amount=terms.deposit_minor),
        line,
        limit=line_limit(command, value),
        numbers=command.programme.numbers.rentals,
    )


def quote_rental(
    command: Command[Any], used: Pass, decision: Eligible | Ineligible
) -> Rental | None:
    """The stored yes to something lent, on the perk's terms of now; None if it is anything else."""
    perk = find(command.programme.perks, used.perk)
    if isinstance(decision, Ineligible) or isinstance(perk, Refusal) or perk.rental is None:
        return None
    return quote(
        decision,
        waived(perk.rental, decision.tier),
        rental=command.ids[RENTAL_ID],
        account=used.account,
        merchant=used.merchant,
        numbers=command.programme.numbers.rentals,
    )
