"""A rental goes where the evidence of its broken promise goes, in the same command."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.perks.badges.settled import badges_after
from rewards.perks.rentals.evidence import evidence_of
from rewards.perks.rentals.follow_breach import follow_breach
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.score.evidence import EvidenceKind
from service.flows.evidence import recorded
from service.flows.rentals.rental_step import moved, told_in_history
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Command, Effect, Put
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import RENTALS

_HAPPENED = {
    RentalState.BREACH_PROPOSED: Happened.BREACH_PROPOSED,
    RentalState.DISPUTED: Happened.DISPUTED,
    RentalState.BREACHED: Happened.BREACHED,
    RentalState.CURED: Happened.CURED,
    RentalState.SETTLED: Happened.SETTLED,
}


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """The account with its line, which the caller writes; the rental as it is now, if there is one;
    and what else is written."""

    account: Account
    rental: Rental | None = None
    effects: tuple[Effect, ...] = ()


def broken_rental(row: EvidenceRow | None) -> str | None:
    """The rental whose broken promise this is; None for all other evidence."""
    if row is None or row.kind is not EvidenceKind.BREACH or not row.id.startswith("rental:"):
        return None
    return row.reference


def rental_keys(row: EvidenceRow | None) -> Iterable[Key]:
    """What `rental_of` needs."""
    if (rental := broken_rental(row)) is not None:
        yield RENTALS.key(rental)


def rental_of(view: View, row: EvidenceRow) -> Rental | None:
    """The rental that follows this evidence, guarded."""
    rental = broken_rental(row)
    return None if rental is None else view.get(RENTALS, rental)


def follow(
    command: Command[Any], account: Account, rental: Rental | None, row: EvidenceRow
) -> Followed:
    """What `rental` becomes now that `row` stands as it does. Its member is told by whoever has
    moved the evidence."""
    if rental is None:
        return Followed(account=account)
    booked = follow_breach(rental, account.line, row.standing, at=command.domain_at)
    if booked is None:
        return Followed(account=account, rental=rental)
    what = _HAPPENED[booked.rental.state]
    after = told_in_history(command, booked.rental, what)
    kept = (
        effect
        for fact in evidence_of(booked.rental)
        for effect in recorded(command, rental.account, fact, reference=rental.id)
    )
    return Followed(
        account=msgspec.structs.replace(
            account,
            line=booked.line,
            badges=badges_after(account.badges, rental, booked.rental),
        ),
        rental=after,
        effects=(Put(RENTALS, after), moved(after, what), *kept),
    )
