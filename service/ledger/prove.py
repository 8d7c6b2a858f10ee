"""Makes the proof of one transfer for whom it belongs to."""

from datetime import datetime

from rewards.ledger.days.closing import Leaves, LedgerDay, next_closing
from rewards.ledger.days.leaf import salt_of
from rewards.ledger.days.proof import Proof
from rewards.ledger.days.refusals import TransferNotClosed, TransferUnknown
from rewards.ledger.days.signature import text_of
from rewards.ledger.days.tree import CHUNK, path_of
from rewards.ledger.transfer import Transfer
from service.ledger.rows import leaves_with
from service.programme import Programme
from service.store.owner import Owner, of_account
from service.store.schema.page import LEDGER_DAYS, LEDGER_SALTS, TRANSFERS
from service.store.store import Store


async def prove(
    store: Store,
    transfer: str,
    *,
    account: str,
    public: bytes,
    programme: Programme,
    now: datetime,
) -> Proof | TransferUnknown | TransferNotClosed:
    """The proof of the account's transfer, once its day is closed; `public` is the key of now."""
    found = await store.get(TRANSFERS, transfer, owner=of_account(account))
    key = await store.get(LEDGER_SALTS, account, owner=Owner("id", account))
    if found is None or (key is not None and key.key is None):
        return TransferUnknown()
    chunks = await leaves_with(store, [transfer])
    day = await store.get(LEDGER_DAYS, chunks[0].day) if chunks else None
    if day is None or key is None or key.key is None:
        minutes = programme.numbers.ledger.day_closes_minutes
        closes_at = next_closing(found.at, programme.zone, now, minutes)
        return TransferNotClosed(transfer=transfer, closes_at=closes_at)
    return proof_of(found, chunks[0], day, salt_of(key.key, transfer), public)


def proof_of(
    transfer: Transfer, chunk: Leaves, day: LedgerDay, salt: bytes, public: bytes
) -> Proof:
    """The proof of a transfer that is a leaf in this chunk of this day."""
    place = chunk.ids.index(transfer.id)
    path = path_of(chunk.hashes, place, day.roots, chunk.number)
    return Proof(
        transfer=transfer,
        salt=salt.hex(),
        index=chunk.number * CHUNK + place,
        path=tuple(each.hex() for each in path),
        signed=day.signed,
        public_key=text_of(public),
    )
