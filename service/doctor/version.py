"""Whether MongoDB's version is supported, and patched."""

from datetime import UTC, date, datetime

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient
from service.doctor.releases import SUPPORTED_UNTIL, ZLIB, Version, leaks_by_zlib, version_of
from service.doctor.where import on_loopback

SOON_DAYS = 180
RUN_INSTEAD = "run the newest patch of 8.0 or 7.0"


async def look(patient: Patient) -> Judgement:
    """Asks for it, and for where the server listens."""
    version = version_of((await patient.server.ask({"buildInfo": 1}))["version"])
    hello = await patient.server.ask({"hello": 1})
    return judge(version, datetime.now(UTC).date(), near=on_loopback(hello))


def judge(version: Version, today: date, *, near: bool) -> Judgement:
    """`near`: only this machine reaches the server, as far as its own name tells."""
    name = ".".join(map(str, version))
    until = SUPPORTED_UNTIL.get(version[:2])
    if leaks_by_zlib(version):
        says = f"{name} has {ZLIB}"
        if near:
            return warning(f"{says}: good for development on the loopback address; {RUN_INSTEAD}.")
        return failed(f"{says} and others reach it: {RUN_INSTEAD} before anybody else does.")
    if until is None:
        return warning(f"{name} is none that this program knows: 7.0 and 8.0 are.")
    if until < today:
        return warning(f"{name} is out of support since {until:%B %Y}: {RUN_INSTEAD}.")
    if (until - today).days < SOON_DAYS:
        return warning(f"{name} is supported until {until:%B %Y} only: plan to {RUN_INSTEAD}.")
    return ok(f"{name}, supported until {until:%B %Y}.")
