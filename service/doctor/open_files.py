"""Whether processes may open as many files and sockets as they will."""

import resource

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient

# A socket per member who waits and per display, and the driver's pool.
FEW, TOO_FEW = 8_192, 1_024
SERVER_FEW = 64_000


async def look(patient: Patient) -> Judgement:
    """This process's limit, which it hands on, and the server's."""
    ours, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    info = await patient.server.ask({"hostInfo": 1})
    return judge(ours, info.get("extra", {}).get("maxOpenFiles"))


def judge(ours: int, theirs: int | None) -> Judgement:
    """In descriptors; None if the server does not say."""
    if 0 <= ours < TOO_FEW:
        return failed(f"this process may open {ours} files: raise `ulimit -n` to {FEW} or more.")
    if 0 <= ours < FEW:
        return warning(f"this process may open {ours} files: raise `ulimit -n` to {FEW} or more.")
    if theirs is not None and theirs < SERVER_FEW:
        return warning(
            f"mongod may open {theirs} files: raise its `ulimit -n` to {SERVER_FEW}, as MongoDB "
            "asks, or it ends when there are many collections or connections."
        )
    return ok(f"{ours} here, {theirs or 'an unknown number'} for mongod.")
