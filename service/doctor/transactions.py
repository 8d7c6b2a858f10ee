"""Whether a transaction can be had, tried for real."""

from service.doctor.finding import Judgement, ok
from service.doctor.patient import Patient


async def look(patient: Patient) -> Judgement:
    """Reads and writes in one, and calls it off; what fails is raised."""
    await patient.server.transact()
    return ok("a snapshot transaction reads and writes.")
