"""What is written when lots have expired, whoever finds it: the job, or a member who spends."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit
from service.store.schema.page import INBOX


class SeedsExpired(msgspec.Struct, frozen=True, kw_only=True):
    """How many seeds of how many lots went back; maybe none."""

    seeds: int
    lots: int


def seeds_expired(transfers: Iterable[Transfer]) -> SeedsExpired:
    """The sum of those among `transfers` by which lots expire."""
    amounts = [each.amount for each in transfers if each.reason is Reason.EXPIRE]
    return SeedsExpired(seeds=sum(amounts), lots=len(amounts))


def tell_of_expiry(command: Command[Any], transfers: Iterable[Transfer]) -> tuple[Effect, ...]:
    """A message to the member and an event, if any of `transfers` is an expiry."""
    gone = [each for each in transfers if each.reason is Reason.EXPIRE]
    if not gone:
        return ()
    said = seeds_expired(gone)
    message = new_message(
        # A lot expires once, so its first transfer names the message.
        f"message:{gone[0].id}",
        account=gone[0].account,
        kind=MessageKind.SEEDS_EXPIRED,
        at=command.domain_at,
        parameters={"seeds": said.seeds, "lots": said.lots},
    )
    event = Emit(account=gone[0].account, kind=MessageKind.SEEDS_EXPIRED.value, data=said)
    return Append(INBOX, message), event
