"""How long the documents of a process that was killed inside a transaction stay locked."""

from service.doctor.finding import Judgement, ok, warning
from service.doctor.patient import Patient

GOOD_S = 10
SET = "set --setParameter transactionLifetimeLimitSeconds=5 on every member"


async def look(patient: Patient) -> Judgement:
    """Asks for the parameter."""
    return judge(int(await patient.server.parameter("transactionLifetimeLimitSeconds")))


def judge(seconds: int) -> Judgement:
    """MongoDB's own 60 s is long for who waits at a counter."""
    says = f"what a killed process holds is free again after {seconds} s"
    return ok(f"{says}.") if seconds <= GOOD_S else warning(f"{says}: {SET}.")
