"""Whether somebody keeps time and runs what is due."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient

# Several jobs are due every 10 minutes, so a newest run that is older than two of them is a sign
# that nobody looks at the timetable.
KEPT = timedelta(minutes=25)
WAITS = timedelta(minutes=10)
RUN = "start `seedbank jobs --run`, or `seedbank serve` with SEEDBANK_JOBS=on"


async def look(patient: Patient) -> Judgement:
    """The newest run of any job, the oldest that waits, and those that failed."""
    newest, oldest, failures = await patient.server.slots()
    _, server_now, _ = await patient.server.clock()
    now = server_now + timedelta(milliseconds=await patient.server.offset_ms())
    return judge(newest, oldest, failures, now)


def judge(
    newest: Mapping[str, datetime], oldest: datetime | None, failures: int, now: datetime
) -> Judgement:
    """All times are domain times; `oldest` is None if no run waits."""
    if not newest:
        return warning(f"no job has ever run: {RUN}.")
    if (age := now - max(newest.values())) > KEPT:
        return failed(f"no run has been due for {_minutes(age)}, so nobody keeps time: {RUN}.")
    if oldest is not None and (wait := now - oldest) > WAITS:
        return warning(
            f"a run has waited for {_minutes(wait)}: see `seedbank jobs`; {RUN} if none runs."
        )
    if failures:
        return warning(f"{failures} runs have failed for good: see `seedbank jobs`.")
    return ok(f"{len(newest)} jobs, the newest run was due {_minutes(age)} ago.")


def _minutes(span: timedelta) -> str:
    minutes = span // timedelta(minutes=1)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
