"""What an account holds: a basket of ripe seeds and lots of collected ones.

Basket and lots are kept in one order: equal purses are equal values, whatever happened first.
"""

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount, Balance
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer


class Ripe(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds of one award, not yet collected. `id` is the award's; gone from `withers_at` on."""

    id: str
    amount: Amount
    withers_at: Instant


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds collected in one UTC calendar month; they expire together at `expires_at`."""

    expires_at: Instant
    amount: Amount


class Purse(msgspec.Struct, frozen=True, kw_only=True):
    """Balances in seeds. `ripe` is the sum of the basket, `seeds` the sum of the lots.

    `basket` is ordered by (`withers_at`, `id`), `lots` by `expires_at`: what goes first is first.
    """

    ripe: Balance = 0
    seeds: Balance = 0
    basket: tuple[Ripe, ...] = ()
    lots: tuple[Lot, ...] = ()


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """The purse after an operation, and the transfers to book, in order. None: nothing changed."""

    purse: Purse
    transfers: tuple[Transfer, ...] = ()

    def amount(self, reason: Reason) -> int:
        """Seeds moved for `reason`, e.g. what was collected to make room for a new award."""
        return sum(transfer.amount for transfer in self.transfers if transfer.reason is reason)


def with_basket(purse: Purse, basket: tuple[Ripe, ...]) -> Purse:
    """The purse with another basket, in order, and the balance that goes with it."""
    ordered = tuple(sorted(basket, key=lambda entry: (entry.withers_at, entry.id)))
    total = sum(entry.amount for entry in ordered)
    return msgspec.structs.replace(purse, basket=ordered, ripe=total)


def with_lots(purse: Purse, lots: tuple[Lot, ...]) -> Purse:
    """The purse with other lots, in order, and the balance that goes with them."""
    ordered = tuple(sorted(lots, key=lambda lot: lot.expires_at))
    return msgspec.structs.replace(purse, lots=ordered, seeds=sum(lot.amount for lot in ordered))
