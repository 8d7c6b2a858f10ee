"""An offline pass made by hand, signed with the key of the ledger's tests."""

from datetime import UTC, datetime, timedelta

from rewards.perks.offline.offline_pass import OfflinePass
from tests.rewards.ledger.days.helpers import KEY

ISSUED = datetime(2026, 3, 4, 12, tzinfo=UTC)

PASS = OfflinePass(
    id="0123456789abcdef0123456789abcdef",
    key=KEY.id,
    perk="umbrella-free",
    merchant="rain-and-shine",
    terminal="till-7",
    amount=9_900,
    until=ISSUED + timedelta(hours=24),
)
