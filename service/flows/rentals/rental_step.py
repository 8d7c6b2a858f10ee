"""What every step of a rental writes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from rewards.perks.find import find
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.rental import Rental
from rewards.perks.rentals.uses import uses_after
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import OwnRental
from service.flows.rentals.rental_view import rental_view
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit, Put
from service.store.schema.page import ACCOUNTS, INBOX, RENTALS

Parameters = Mapping[str, str | int]
NOTHING: Parameters = MappingProxyType({})


def step(
    command: Command[Any],
    own: OwnRental,
    after: Rental,
    kind: MessageKind,
    *,
    line: Line | None = None,
    more: Parameters = NOTHING,
) -> tuple[Effect, ...]:
    """The rental; the account with its `line` and what it has had; a message and an event.

    `more` are parameters of the message, for the member only.
    """
    account = own.account
    if line is not None:
        perk = find(command.programme.perks, after.perk)
        known = None if isinstance(perk, Refusal) else perk
        uses = uses_after(known, account.uses, own.rental, after)
        account = msgspec.structs.replace(account, line=line, uses=uses)
    # Every step raises the rental's version, so each has its one message.
    message = new_message(
        f"message:rental:{after.id}:{own.rental.version}",
        account=after.account,
        kind=kind,
        at=command.domain_at,
        parameters={**_parameters(after), **more},
    )
    return (
        Put(RENTALS, after),
        Put(ACCOUNTS, account),
        Append(INBOX, message),
        Emit(
            account=account.id,
            kind=kind.value,
            data=rental_view(after),
            merchant=after.merchant,
        ),
    )


def _parameters(rental: Rental) -> dict[str, str | int]:
    """What a text needs. `ends_at` and `returned_at` only once they are known."""
    times = {"ends_at": rental.ends_at, "returned_at": rental.returned_at}
    return {
        "rental": rental.id,
        "perk": rental.perk,
        "merchant": rental.merchant,
        "deposit_minor": rental.deposit,
        **({"cancelled": rental.cancelled.value} if rental.cancelled else {}),
        **{name: at.isoformat() for name, at in times.items() if at is not None},
    }
