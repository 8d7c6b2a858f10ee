"""What every step of a rental writes: itself, a line of its history, and word to both."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from rewards.perks.badges.settled import badges_after
from rewards.perks.find import find
from rewards.perks.rentals.history import Happened, Step, Teller, said, with_step
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.rental import Rental, is_sealed
from rewards.perks.rentals.uses import uses_after
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import OwnRental
from service.flows.rentals.rental_view import rental_view
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit, Put
from service.store.schema.page import ACCOUNTS, INBOX, RENTALS

Parameters = Mapping[str, str | int]
NOTHING: Parameters = MappingProxyType({})


def step(
    command: Command[Any],
    own: OwnRental,
    after: Rental,
    what: Happened,
    *,
    line: Line | None = None,
    words: str | None = None,
    more: Parameters = NOTHING,
    new: bool = False,
) -> tuple[Effect, ...]:
    """The rental; the account with its `line` and what it has had; a message and an event.

    `words` are what the caller says about it. `more` are parameters of the message, for the member
    only. `new`: the rental, whose id is random, begins with this step.
    """
    account = own.account
    if line is not None:
        perk = find(command.programme.perks, after.perk)
        known = None if isinstance(perk, Refusal) else perk
        uses = uses_after(known, account.uses, own.rental, after)
        account = msgspec.structs.replace(account, line=line, uses=uses)
    told = told_in_history(command, after, what, words)
    badges = badges_after(account.badges, own.rental, after)
    account = msgspec.structs.replace(account, badges=badges)
    return (
        Append(RENTALS, told) if new else Put(RENTALS, told),
        Put(ACCOUNTS, account),
        Append(INBOX, message_of(command, own.rental, after, MessageKind(f"rental_{what}"), more)),
        moved(after, what),
    )


def message_of(
    command: Command[Any],
    before: Rental,
    after: Rental,
    kind: MessageKind,
    more: Parameters = NOTHING,
) -> Message:
    """Every step raises the rental's version, so each has its one message."""
    return new_message(
        f"message:rental:{after.id}:{before.version}",
        account=after.account,
        kind=kind,
        at=command.domain_at,
        parameters={**_parameters(after), **more},
    )


def moved(after: Rental, what: Happened) -> Emit:
    """The event, for the member's devices and the merchant's server. Nobody's words are in it."""
    return Emit(
        account=after.account,
        kind=f"rental_{what}",
        data=rental_view(after),
        merchant="" if is_sealed(after) else after.merchant,
    )


def told_in_history(
    command: Command[Any], after: Rental, what: Happened, words: str | None = None
) -> Rental:
    """The rental with one more line of history, and what was said with it."""
    at, by = command.domain_at, _teller(command)
    line = Step(at=at, what=what, by=by, ends_at=after.ends_at)
    return msgspec.structs.replace(
        after,
        history=with_step(after.history, line),
        statements=(*after.statements, *said(what, by, words, at)),
    )


def _teller(command: Command[Any]) -> Teller:
    kind = command.caller.partition(":")[0]
    return Teller(kind) if kind in set(Teller) else Teller.PROGRAMME


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
