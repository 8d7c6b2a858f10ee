"""I2, I3, I5: what accounts have set aside and spent, against purses and transfers. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from rewards.ledger.invariants import Violation
from rewards.ledger.spending.invariants import ended_in_time, holds_are_spendings, posted_is_booked
from rewards.ledger.spending.spending import Spending
from rewards.ledger.transfer import Transfer
from service.members.account import Account

GRACE = timedelta(days=1)
"""How long a hold may outlive its end: the job runs every ten minutes, and may be down a day."""


def spendings_hold(
    accounts: Iterable[Account],
    spendings: Iterable[Spending],
    transfers: Iterable[Transfer],
    now: datetime | None,
) -> Iterable[Violation]:
    """Every hold in a purse is a spending, every spending that was posted is booked, and nothing is
    held long past its end by the programme's time `now`. Without one nothing is said of that."""
    by_account: dict[str, list[Spending]] = defaultdict(list)
    for spending in spendings:
        by_account[spending.account].append(spending)
    every = [each for own in by_account.values() for each in own]
    yield from posted_is_booked(every, {each.id: each for each in transfers})
    for account in accounts:
        own = by_account.get(account.id, [])
        yield from holds_are_spendings(account.id, account.purse, own)
        yield from () if now is None else ended_in_time(own, at=now, grace=GRACE)
