"""I1 to I3 of charity pools: gifts are booked, pools are what was counted, and never below zero.

`seedbank check` asks here; it reports and never repairs.
"""

from collections.abc import Iterable, Mapping

import msgspec

from rewards.charity.gift import Gift
from rewards.charity.pool import Pool
from rewards.ledger.invariants import Violation
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows of one charity add up to: its gifts, its redemptions, and their transfers."""

    counted: int = 0
    counted_gifts: int = 0
    waiting: int = 0
    redeemed: int = 0
    booked_in: int = 0
    booked_out: int = 0


def gifts_are_booked(gifts: Iterable[Gift], transfers: Mapping[str, Transfer]) -> list[Violation]:
    """I2: each gift is one transfer of its account, and the reverse.

    `transfers` are all of the accounts of these gifts, by id.
    """
    booked = {id_: each for id_, each in transfers.items() if each.reason is Reason.GIFT}
    found = []
    for gift in gifts:
        transfer = booked.pop(gift.transfer, None)
        if transfer is None:
            found.append(_violation("I2", gift.id, "is given, and not booked"))
        elif (transfer.account, transfer.amount) != (gift.account, gift.seeds):
            sentence = f"gives {gift.seeds} seeds, booked are {transfer.amount}"
            found.append(_violation("I2", gift.id, sentence))
    found += [_violation("I2", id_, "is booked, and nobody gave it") for id_ in sorted(booked)]
    return found


def pool_is_its_gifts(pool: Pool, sums: Sums) -> list[Violation]:
    """I2 and I3: the pool is what was counted less what was redeemed, and so is its account."""
    given = sums.counted + sums.waiting
    sentences = {
        ("I2", f"{pool.given} were given, its counted gifts hold {sums.counted}"): (
            pool.given != sums.counted
        ),
        ("I2", f"{pool.gifts} gifts are counted, {sums.counted_gifts} say so"): (
            pool.gifts != sums.counted_gifts
        ),
        ("I2", f"{pool.redeemed} are redeemed, its redemptions hold {sums.redeemed}"): (
            pool.redeemed != sums.redeemed
        ),
        ("I2", f"its gifts hold {given}, {sums.booked_in} are booked"): given != sums.booked_in,
        ("I2", f"its redemptions hold {sums.redeemed}, {sums.booked_out} are booked"): (
            sums.redeemed != sums.booked_out
        ),
        ("I3", f"its balance {pool.balance} is below zero"): pool.balance < 0,
        ("I3", f"{sums.booked_out} left its account, {sums.booked_in} came in"): (
            sums.booked_in < sums.booked_out
        ),
    }
    return [
        _violation(invariant, pool.id, sentence)
        for (invariant, sentence), broken in sentences.items()
        if broken
    ]


def _violation(invariant: str, subject: str, sentence: str) -> Violation:
    return Violation(invariant=invariant, subject=subject, sentence=sentence)
