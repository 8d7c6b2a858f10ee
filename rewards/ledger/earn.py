"""Earn: the seeds of an award become ripe."""

from datetime import datetime, timedelta

from rewards.economy import LedgerNumbers
from rewards.ledger.amount import AMOUNT_MAX
from rewards.ledger.collect import collect_entries
from rewards.ledger.purse import Moved, Purse, Ripe, with_basket
from rewards.ledger.reasons import EARNED
from rewards.ledger.refusals import AmountOutOfRange, DifferentTransfer
from rewards.ledger.same import same
from rewards.ledger.transfer import Transfer
from rewards.ledger.wither import wither


def earn(
    purse: Purse, award: Transfer, *, existing: Transfer | None, numbers: LedgerNumbers
) -> Moved | AmountOutOfRange | DifferentTransfer:
    """Put the award's seeds into the basket, where they wait `ripe_days` from `award.at`.

    `existing` is what is booked under the award's id; if it is the same, nothing moves. A full
    basket makes room first: its oldest entry is collected at once (withered, if its time was over),
    and the answer says so by that transfer. ValueError if `award` has a reason not in `EARNED`.
    """
    if award.reason not in EARNED:
        raise ValueError(f"{award.id} is not an award but {award.reason}")
    if existing is not None:
        answer = same(existing, award)
        return answer if isinstance(answer, DifferentTransfer) else Moved(purse=purse)
    most = AMOUNT_MAX - purse.ripe - purse.seeds
    if not 1 <= award.amount <= most:
        return AmountOutOfRange(amount=award.amount, most=most)
    room = _make_room(purse, account=award.account, at=award.at, numbers=numbers)
    entry = Ripe(
        id=award.id,
        amount=award.amount,
        withers_at=award.at + timedelta(days=numbers.ripe_days),
    )
    after = with_basket(room.purse, (*room.purse.basket, entry))
    return Moved(purse=after, transfers=(*room.transfers, award))


def _make_room(purse: Purse, *, account: str, at: datetime, numbers: LedgerNumbers) -> Moved:
    excess = len(purse.basket) + 1 - numbers.ripe_entries_max
    if excess <= 0:
        return Moved(purse=purse)
    gone = wither(purse, account=account, at=at)
    # More than one goes only after an operator has lowered `ripe_entries_max`.
    oldest = gone.purse.basket[: max(0, excess - len(gone.transfers))]
    kept = collect_entries(gone.purse, oldest, account=account, at=at, numbers=numbers)
    return Moved(purse=kept.purse, transfers=gone.transfers + kept.transfers)
