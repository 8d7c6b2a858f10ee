"""A message as it is stored first: waiting to go out if its kind does."""

from datetime import datetime

from service.members.delivery import Delivery, DeliveryState
from service.members.message import Message, MessageKind
from service.members.sent_out import SENT_OUT


def new_message(
    id_: str,
    *,
    account: str,
    kind: MessageKind,
    at: datetime,
    parameters: dict[str, str | int],
) -> Message:
    """The only way to make one: unseen, and due at once where it is sent out."""
    waits = Delivery(state=DeliveryState.PENDING, next_try_at=at) if kind in SENT_OUT else None
    return Message(id=id_, account=account, kind=kind, at=at, parameters=parameters, delivery=waits)
