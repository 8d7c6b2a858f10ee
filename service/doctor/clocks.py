"""Whether this machine's clock agrees with the database's."""

from datetime import datetime, timedelta

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient

# The service counts by the database's time; logs, certificates and people go by this machine's.
APART = timedelta(seconds=1)
FAR_APART = timedelta(seconds=60)


async def look(patient: Patient) -> Judgement:
    """Compares both at one moment."""
    ours, theirs, doubt_s = await patient.server.clock()
    return judge(ours, theirs, timedelta(seconds=doubt_s))


def judge(ours: datetime, theirs: datetime, doubt: timedelta) -> Judgement:
    """By how far they are apart, less what the way there may have taken."""
    apart = abs(theirs - ours)
    ahead = "ahead of" if theirs > ours else "behind"
    says = f"the database's clock is {apart.total_seconds():.3f} s {ahead} this machine's"
    if apart - doubt > FAR_APART:
        return failed(f"{says}: set both by NTP.")
    if apart - doubt > APART:
        return warning(f"{says}: set both by NTP.")
    return ok(f"{says}.")
