"""Whether the database's schema is this program's."""

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient


async def look(patient: Patient) -> Judgement:
    """Compares the two numbers."""
    number, known = await patient.server.schema()
    if number > known:
        return failed(
            f"the database has schema {number} and this program knows {known}: "
            "run the newer program, or restore an older backup."
        )
    if number == 0:
        return warning("the database is empty: the first `seedbank serve` makes what it needs.")
    if number < known:
        return warning(
            f"the database has schema {number}: the next start brings it to {known}; back up first."
        )
    return ok(f"{number}, the newest.")
