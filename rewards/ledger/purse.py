"""What an account holds: a basket of ripe seeds, lots of collected ones, and what is set aside.

All three are kept in one order: equal purses are equal values, whatever happened first.
"""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount, Balance
from rewards.ledger.lots import Lot, total
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer


class Ripe(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds of one award, not yet collected. `id` is the award's; gone from `withers_at` on."""

    id: str
    amount: Amount
    withers_at: Instant


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds set aside until `ends_at`, then to be had again; `lots` is what they come from."""

    id: str
    ends_at: Instant
    lots: tuple[Lot, ...]

    @property
    def amount(self) -> int:
        """Seeds set aside."""
        return total(self.lots)


class Purse(msgspec.Struct, frozen=True, kw_only=True):
    """Balances in seeds. `ripe` is the sum of the basket, `seeds` the sum of lots and holds.

    `basket` is ordered by (`withers_at`, `id`), `lots` by `expires_at`, `holds` by (`ends_at`,
    `id`): what goes first is first. `debt` is what the programme has lent; see `reverse`.
    """

    ripe: Balance = 0
    seeds: Balance = 0
    basket: tuple[Ripe, ...] = ()
    lots: tuple[Lot, ...] = ()
    holds: tuple[Hold, ...] = ()
    debt: Balance = 0

    @property
    def available(self) -> int:
        """Seeds that are not set aside."""
        return total(self.lots)

    def available_at(self, at: datetime) -> int:
        """Seeds that can be spent at `at`: of those, what has not expired, booked or not."""
        return total(lot for lot in self.lots if at < lot.expires_at)


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """The purse after an operation, and the transfers to book, in order. None: nothing changed.

    `lots` says where spent seeds were taken from; whoever may want them back keeps it.
    """

    purse: Purse
    transfers: tuple[Transfer, ...] = ()
    lots: tuple[Lot, ...] = ()

    def amount(self, reason: Reason) -> int:
        """Seeds moved for `reason`, e.g. what was collected to make room for a new award."""
        return sum(transfer.amount for transfer in self.transfers if transfer.reason is reason)


def with_basket(purse: Purse, basket: tuple[Ripe, ...]) -> Purse:
    """The purse with another basket, in order, and the balance that goes with it."""
    ordered = tuple(sorted(basket, key=lambda entry: (entry.withers_at, entry.id)))
    ripe = sum(entry.amount for entry in ordered)
    return msgspec.structs.replace(purse, basket=ordered, ripe=ripe)


def with_lots(purse: Purse, lots: tuple[Lot, ...], holds: tuple[Hold, ...] | None = None) -> Purse:
    """The purse with other lots, and other holds if given, and the balance that goes with them."""
    kept = purse.holds if holds is None else holds
    return msgspec.structs.replace(
        purse,
        lots=tuple(sorted(lots, key=lambda lot: lot.expires_at)),
        holds=tuple(sorted(kept, key=lambda hold: (hold.ends_at, hold.id))),
        seeds=total(lots) + sum(hold.amount for hold in kept),
    )
