"""A member has seen a message. Pure."""

from datetime import datetime

import msgspec

from service.members.delivery import Delivery, DeliveryState
from service.members.message import Message


def see(message: Message, at: datetime) -> Message | None:
    """Seen at `at`, and so delivered by then; nobody has to send it any more. None: it was seen
    before, and the first time counts."""
    if message.seen_at is not None:
        return None
    return msgspec.structs.replace(
        message,
        seen_at=at,
        delivered_at=message.delivered_at or at,
        delivery=_no_more(message.delivery),
    )


def _no_more(delivery: Delivery | None) -> Delivery | None:
    if delivery is None or delivery.state is not DeliveryState.PENDING:
        return delivery
    return msgspec.structs.replace(delivery, state=DeliveryState.SENT, next_try_at=None)
