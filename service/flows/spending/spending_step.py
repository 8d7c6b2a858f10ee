"""What the steps of a spending write."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.ledger.spending.spending import Spending, Step
from service.flows.spending.hold_view import hold_view
from service.flows.spending.own_spending import OwnSpending
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit, Put
from service.store.schema.page import ACCOUNTS, INBOX, SPENDINGS, TRANSFERS


def stepped(
    command: Command[Any], own: OwnSpending, step: Step, kind: MessageKind
) -> tuple[Effect, ...]:
    """The spending, the account with its purse, what is booked, and a message and an event."""
    account = msgspec.structs.replace(own.account, purse=step.moved.purse)
    return (
        Put(ACCOUNTS, account),
        # Their ids come from the spending, which is posted once and refunded once.
        *(Append(TRANSFERS, transfer) for transfer in step.moved.transfers),
        *told(command, own.spending, step.spending, kind),
    )


def told(
    command: Command[Any], before: Spending, after: Spending, kind: MessageKind
) -> Iterable[Effect]:
    """The spending, and a message and an event of the same kind."""
    # Every step raises the spending's version, so each has its one message.
    message = new_message(
        f"message:hold:{after.id}:{before.version}",
        account=after.account,
        kind=kind,
        at=command.domain_at,
        parameters=_parameters(after),
    )
    yield Put(SPENDINGS, after)
    yield Append(INBOX, message)
    yield Emit(
        account=after.account, kind=kind.value, data=hold_view(after), merchant=after.merchant
    )


def _parameters(spending: Spending) -> dict[str, str | int]:
    """What a text needs. `posted` only once something is."""
    return {
        "hold": spending.id,
        "merchant": spending.merchant,
        "seeds": spending.seeds,
        **({"posted": spending.posted} if spending.posted is not None else {}),
        **({"voided_by": spending.voided_by.value} if spending.voided_by else {}),
        **({"what": spending.what} if spending.what else {}),
    }
