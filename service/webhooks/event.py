"""What an event says to a merchant. Pure: what is not named here is told to nobody."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from service.webhooks.endpoint import Subject

TEST = "endpoint_test"
_SUBJECTS = (
    ("rental_", Subject.RENTALS),
    ("hold_", Subject.HOLDS),
    ("seeds_set_", Subject.HOLDS),
    ("voucher_", Subject.VOUCHERS),
)


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """The body: the kind of event, when it happened, and the thing as the merchant's own doors show
    it. It names no member: a merchant knows its rental, hold or voucher by its id."""

    type: str
    timestamp: Instant
    data: msgspec.Raw


class TestData(msgspec.Struct, frozen=True, kw_only=True):
    """What a test event has for data."""

    endpoint: str


def subject_of(kind: str) -> Subject | None:
    """What an event of this kind is about, if that is anything a merchant is told of."""
    for beginning, subject in _SUBJECTS:
        if kind.startswith(beginning):
            return subject
    return None


def body_of(kind: str, data: bytes, at: datetime) -> bytes:
    """The JSON that is signed and sent, byte for byte, however often."""
    return msgspec.json.encode(Payload(type=kind, timestamp=at, data=msgspec.Raw(data)))


def thing_of_body(body: bytes) -> str:
    """The id of the rental, hold or voucher that an event is about."""
    return msgspec.json.decode(body, type=_Named).data.id


class _Thing(msgspec.Struct):
    id: str


class _Named(msgspec.Struct):
    data: _Thing
