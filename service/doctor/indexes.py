"""Whether every query has its index, and no index is there for nobody."""

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient


async def look(patient: Patient) -> Judgement:
    """Compares the database with the page of the schema."""
    number, known = await patient.server.schema()
    if number < known:
        return warning("not there before the schema is up to date: the next start makes them.")
    missing, unexpected = await patient.server.indexes()
    if missing:
        return failed(
            f"missing: {', '.join(missing)}: create {'it' if len(missing) == 1 else 'them'} as "
            "service/store/schema/page.py has it, or queries read whole collections."
        )
    if unexpected:
        return warning(f"nobody asks for {', '.join(unexpected)}: drop what nobody else needs.")
    return ok("all are there.")
