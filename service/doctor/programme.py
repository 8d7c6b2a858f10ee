"""Whether the stored programme document can be used."""

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient
from service.programme import InvalidProgramme, read


async def look(patient: Patient) -> Judgement:
    """Reads it as every start does."""
    stored = await patient.server.programme()
    if stored is None:
        return warning("none is stored: the first `seedbank serve` begins with the demo's.")
    programme = read(stored)
    if isinstance(programme, InvalidProgramme):
        first, *more = programme.sentences
        return failed(f"{first}{f' (and {len(more)} more)' if more else ''}: correct the document.")
    return ok(f"{programme.id}{', a sandbox' if programme.sandbox else ''}.")
