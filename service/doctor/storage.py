"""Whether the database's disk has room."""

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient

GB = 10**9


async def look(patient: Patient) -> Judgement:
    """Asks the server about its file system."""
    return judge(*await patient.server.storage())


def judge(size: int, free: int) -> Judgement:
    """In bytes. A server whose disk is full ends itself."""
    says = f"{free / GB:.1f} GB of {size / GB:.0f} GB are free on the database's disk"
    if free < GB or free * 50 < size:
        return failed(f"{says}: make room now, mongod ends itself when there is none.")
    if free < 5 * GB or free * 10 < size:
        return warning(f"{says}: make room.")
    return ok(f"{says}.")
