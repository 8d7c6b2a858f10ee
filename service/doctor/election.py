"""How soon a dead primary is replaced."""

from typing import Any

from service.doctor.finding import Judgement, ok, warning
from service.doctor.patient import Patient

GOOD_MS = 5_000


async def look(patient: Patient) -> Judgement:
    """Asks for the set's configuration."""
    found = await patient.server.ask({"replSetGetConfig": 1})
    return judge(found["config"].get("settings", {}))


def judge(settings: dict[str, Any]) -> Judgement:
    """MongoDB's own 10 s makes a gap of about 11 s; 2 s one of about 3."""
    wait_ms = int(settings.get("electionTimeoutMillis", 10_000))
    says = f"an election begins {wait_ms / 1000:g} s after the primary was last heard"
    if wait_ms > GOOD_MS:
        return warning(f"{says}: rs.reconfig() with settings.electionTimeoutMillis = 2000.")
    return ok(f"{says}.")
