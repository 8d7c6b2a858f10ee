"""How old the key is that signs members' tokens."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from service.doctor.finding import Judgement, ok, warning
from service.doctor.patient import Patient

OLD = timedelta(days=365)


async def look(patient: Patient) -> Judgement:
    """Asks when each stored key began to sign; the first is made from SEEDBANK_SECRET."""
    since = await patient.server.signing_since()
    _, now, _ = await patient.server.clock()
    return judge(since, now)


def judge(since: Sequence[datetime], now: datetime) -> Judgement:
    """Times on the database's clock; of keys that wait for their turn too."""
    begun = [each for each in since if each <= now]
    if not begun:
        return ok("the first one, made from SEEDBANK_SECRET; it has never been rotated.")
    age = now - max(begun)
    if age > OLD:
        return warning(f"it has signed for {age.days} days: rotate it once a year.")
    return ok(f"it has signed for {age.days} days.")
