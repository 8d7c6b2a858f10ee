"""A day of the ledger made by hand, with a key of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rewards.ledger.days.closing import (
    Closing,
    Leaves,
    LedgerDay,
    Place,
    begin,
    head_of,
    leaves_id,
    next_day,
    number_of,
    with_leaves,
)
from rewards.ledger.days.leaf import leaf, salt_of
from rewards.ledger.days.proof import Proof
from rewards.ledger.days.signature import text_of
from rewards.ledger.days.tree import CHUNK, hashes_in, joined, path_of
from rewards.ledger.ids import award_id
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.merkle import root
from service.keys.ledger_key import LedgerKey

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ZONE = "Europe/Berlin"
KEY = LedgerKey(b"k" * 32)
OTHER_KEY = LedgerKey(b"o" * 32)
SALT_KEY = b"s" * 32


def award(number: int, account: str = "alice") -> Transfer:
    """One of many awards of a day, a second after the other."""
    return move(
        Reason.AWARD,
        transfer_id=award_id(task="walk", account=account, period=f"n{number}"),
        amount=number + 1,
        account=account,
        at=NOON + timedelta(seconds=number),
    )


def begun(last: Closing | None = None) -> Closing:
    span = next_day(last, NOON, ZONE)
    assert span is not None
    return begin(last, span, id_="current", since=None, at=span.ends_at)


def chunks_of(closing: Closing, rows: Sequence[Transfer]) -> tuple[Closing, list[Leaves]]:
    """The day with all its leaves, and these in chunks."""
    chunks = []
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        hashes = joined([leaf(salt_of(SALT_KEY, row.id), row) for row in part])
        number = number_of(closing)
        chunks.append(
            Leaves(
                id=leaves_id(closing.day, number),
                day=closing.day,
                number=number,
                ids=tuple(row.id for row in part),
                hashes=hashes,
            )
        )
        last = Place(at=part[-1].at, id=part[-1].id)
        closing = with_leaves(closing, root(hashes_in(hashes)), len(part), last)
    return closing, chunks


def signed_day(closing: Closing, key: LedgerKey = KEY) -> LedgerDay:
    head = head_of(closing, closed_at=closing.ends_at + timedelta(minutes=10), key=key.id)
    return LedgerDay(
        id=closing.day,
        ends_at=closing.ends_at,
        signed=key.sign(head),
        roots=closing.roots,
        begun_at=closing.begun_at,
        over_at=closing.ends_at,
    )


def proof_of(day: LedgerDay, chunks: Sequence[Leaves], row: Transfer, index: int) -> Proof:
    number, place = divmod(index, CHUNK)
    path = path_of(chunks[number].hashes, place, day.roots, number)
    return Proof(
        transfer=row,
        salt=salt_of(SALT_KEY, row.id).hex(),
        index=index,
        path=tuple(each.hex() for each in path),
        signed=day.signed,
        public_key=text_of(KEY.public),
    )
