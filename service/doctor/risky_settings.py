"""Settings that are allowed and that somebody may regret."""

import os
from pathlib import Path

from service.doctor.finding import Judgement, ok, warning
from service.doctor.patient import Patient
from service.doctor.where import on_loopback
from service.keys.secret import FILE
from service.programme import Programme, read
from service.settings import Settings

SHOWN_CODES = {"console", "mailbox"}


async def look(patient: Patient) -> Judgement:
    """Needs the programme, which says whether this is a sandbox, and where the server is."""
    stored = await patient.server.programmes()
    programme = read(stored[-1].document) if stored else None
    sandbox = programme.sandbox if isinstance(programme, Programme) else True
    near = on_loopback(await patient.server.ask({"hello": 1}))
    found = sentences(patient.settings, sandbox=sandbox, near=near, cores=os.cpu_count() or 1)
    return warning(" ".join(found)) if found else ok("none that is risky.")


def sentences(settings: Settings, *, sandbox: bool, near: bool, cores: int) -> list[str]:
    """One for each; `near`: the database is on this machine."""
    found = []
    if settings.sender in SHOWN_CODES and not sandbox:
        found.append(
            f"SEEDBANK_SENDER={settings.sender} shows every one-time code to whoever reads this "
            "machine: set a sender that delivers."
        )
    if settings.mongo_url is not None and _is_another(settings.data_dir / FILE, settings.secret):
        found.append(
            f"{settings.data_dir / FILE} is the secret of an embedded database, and "
            "SEEDBANK_SECRET, which is in use, is another: if that database is no longer needed, "
            "delete the file."
        )
    if settings.workers > cores or (near and settings.workers == cores > 1):
        found.append(
            f"SEEDBANK_WORKERS={settings.workers} on {cores} cores leaves none for the database "
            "and for jobs: give it fewer."
        )
    if settings.metrics_port is not None and settings.metrics_host not in ("127.0.0.1", "::1"):
        found.append(
            f"SEEDBANK_METRICS_HOST={settings.metrics_host} shows metrics to whoever reaches it: "
            "let only Prometheus through."
        )
    if settings.log_level == "debug":
        found.append("SEEDBANK_LOG_LEVEL=debug writes a line for each look at /health: use info.")
    return found


def _is_another(path: Path, secret: str | None) -> bool:
    """Whether a secret is kept at `path` that is not the one in use; False if it is unreadable."""
    try:
        return path.read_text(encoding="utf-8").strip() != secret
    except (OSError, ValueError):
        return False
