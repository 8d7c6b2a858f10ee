"""Whether the database itself refuses what must not be stored."""

from service.doctor.finding import Judgement, ok, warning
from service.doctor.patient import Patient


async def look(patient: Patient) -> Judgement:
    """Compares each collection's validator with the type of its documents."""
    number, known = await patient.server.schema()
    if number < known:
        return warning("not there before the schema is up to date: the next start makes them.")
    others = await patient.server.validators()
    if others:
        return warning(
            f"{', '.join(others)} {'has' if len(others) == 1 else 'have'} another validator than "
            "this program's: find out who changed it, and set it again with collMod."
        )
    return ok("all are in force.")
