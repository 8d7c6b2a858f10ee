"""What a check leaves with the member: the look in the access log, and why in the inbox."""

from typing import Any

import msgspec

from rewards.perks.decide_eligibility import Eligible, Ineligible, for_merchant
from rewards.perks.passes import Pass, mark_of
from rewards.perks.rentals.rental import Rental
from rewards.perks.told import told
from rewards.refusal import Refusal
from service.flows.look import look_of_merchant
from service.members.account import Account
from service.members.message import MessageKind
from service.members.mute import is_muted
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX


def refused(
    command: Command[Any], view: View, shown: Pass | None, why: Refusal
) -> tuple[Effect, ...]:
    """A refused look is a look: it stands in the log of the member whose pass it was."""
    if shown is None or view.get(ACCOUNTS, shown.account) is None:
        return ()
    look = look_of_merchant(command, shown.account, why=shown.perk, answered=f"refused: {why.code}")
    return (look,)


def tell(
    command: Command[Any],
    used: Pass,
    account: Account,
    decision: Eligible | Ineligible,
    answer: msgspec.Struct,
    quoted: Rental | None = None,
) -> tuple[Effect, ...]:
    """The look for the log, and why for the inbox, unless the merchant is muted there. The message
    says of which pass it speaks, by its mark, and which rental begins with the answer."""
    answered = for_merchant(decision)
    look = look_of_merchant(command, used.account, why=used.perk, answered=answered)
    event = Emit(account=used.account, kind="eligibility_checked", data=answer)
    if is_muted(account, used.merchant):
        return look, event
    message = new_message(
        command.ids[1],
        account=used.account,
        kind=MessageKind.PERK_ANSWERED,
        at=command.domain_at,
        parameters={
            "merchant": used.merchant,
            "answer": answered,
            "pass": mark_of(used.id),
            **({} if quoted is None else {"rental": quoted.id}),
            **told(decision),
        },
    )
    return look, Append(INBOX, message), event
