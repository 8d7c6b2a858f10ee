"""Every check, in the order in which they are told."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from service.doctor import (
    clocks,
    compressors,
    election,
    indexes,
    jobs,
    lifetime,
    majority,
    open_files,
    programme,
    replica_set,
    risky_settings,
    schema,
    signing_key,
    storage,
    transactions,
    validators,
    version,
)
from service.doctor.finding import Judgement
from service.doctor.patient import Patient


class Check(NamedTuple):
    """`first`: unless it is well, the others are not asked, since each would only say it again."""

    name: str
    look: Callable[[Patient], Awaitable[Judgement]]
    first: bool = False


CHECKS: tuple[Check, ...] = (
    Check("replica set", replica_set.look, first=True),
    Check("version", version.look),
    Check("compressors", compressors.look),
    Check("transactions", transactions.look),
    Check("majority writes", majority.look),
    Check("clocks", clocks.look),
    Check("transaction lifetime", lifetime.look),
    Check("elections", election.look),
    Check("disk", storage.look),
    Check("open files", open_files.look),
    Check("schema", schema.look),
    Check("indexes", indexes.look),
    Check("validators", validators.look),
    Check("programme", programme.look),
    Check("jobs", jobs.look),
    Check("signing key", signing_key.look),
    Check("settings", risky_settings.look),
)
