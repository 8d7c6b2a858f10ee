"""A merchant's record follows each appeal of a broken promise that is over, in the same command."""

from collections.abc import Iterable

from rewards.perks.merchant_record import MerchantRecord, record
from rewards.score.standing.challenge import Challenge
from service.flows.rentals.breach_follows import broken_rental
from service.store.collection import Key
from service.store.path.command import Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import MERCHANT_RECORDS


def record_keys(challenge: Challenge, row: EvidenceRow | None) -> Iterable[Key]:
    """What `recorded` needs."""
    if broken_rental(row) is not None:
        yield MERCHANT_RECORDS.key(challenge.merchant)


def recorded(view: View, ended: Challenge, row: EvidenceRow) -> tuple[Effect, ...]:
    """The record with an appeal that is over; nothing if it was about anything else."""
    if broken_rental(row) is None:
        return ()
    before = view.get(MERCHANT_RECORDS, ended.merchant)
    after = record(before or MerchantRecord(id=ended.merchant), ended)
    return (Put(MERCHANT_RECORDS, after) if before else Insert(MERCHANT_RECORDS, after),)
