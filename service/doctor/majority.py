"""Whether a write reaches a majority, and how soon."""

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient

# A member waits for one of these with every change.
SLOW_S = 0.1
READY_S = 2.0  # what /health/ready waits for


async def look(patient: Patient) -> Judgement:
    """The best of three writes."""
    return judge(min([await patient.server.write_s() for _ in range(3)]))


def judge(seconds: float) -> Judgement:
    """By how long one takes."""
    took = f"a write takes {seconds * 1000:.0f} ms to reach the disks of a majority"
    if seconds > READY_S:
        return failed(f"{took}: /health/ready says no; look at the members' disks and network.")
    if seconds > SLOW_S:
        return warning(f"{took}: members feel that; look at the members' disks and network.")
    return ok(f"{took}.")
