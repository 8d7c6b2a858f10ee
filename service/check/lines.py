"""I5: the credit lines of accounts against their rentals. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from rewards.ledger.invariants import Violation
from rewards.perks.rentals.invariants import (
    ended_in_time,
    line_is_rentals,
    used_in_time,
    within_limit,
)
from rewards.perks.rentals.rental import Rental
from service.members.account import Account

GRACE = timedelta(days=1)
"""How long a rental may outlive its end: the job runs every ten minutes, and may be down a day."""


def lines_hold(
    accounts: Iterable[Account], rentals: Iterable[Rental], now: datetime | None
) -> Iterable[Violation]:
    """Every line is what its rentals waive, and within the limit it was held against; no rental is
    long past its end by the programme's time `now`. Without one nothing is said of that."""
    by_account: dict[str, list[Rental]] = defaultdict(list)
    for rental in rentals:
        by_account[rental.account].append(rental)
    for account in accounts:
        own = by_account.pop(account.id, [])
        yield from line_is_rentals(account.id, account.line, own)
        yield from within_limit(account.id, account.line, own)
        yield from used_in_time(own)
        yield from () if now is None else ended_in_time(own, at=now, grace=GRACE)
