"""GET /v1/programme/versions."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.means import Means, TheMeans
from service.programme.diff import Change, How
from service.store.schema.documents import ProgrammeVersion, version_id

VERSIONS_MAX = 100
"""The newest; whoever wants an older one names its number."""


class ChangeShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference from the version before. `before` and `after` are JSON, shortened.

    `told`: it gives members less, or asks more of them.
    """

    path: str
    how: How
    sentence: str
    before: str = ""
    after: str = ""
    told: bool = False


class VersionShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A version, in force from `effective_at` on until the next one is.

    `announced_at` is absent for the one that the programme began with.
    """

    version: int
    effective_at: Instant
    announced_at: Instant | None = None
    in_force: bool = False
    changes: tuple[ChangeShown, ...] = ()


class ProgrammeVersions(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first, the announced ones too; at most 100."""

    versions: tuple[VersionShown, ...]


@get("/versions", operation_id="listProgrammeVersions", tags=["programme"])
async def list_versions(means: TheMeans) -> ProgrammeVersions:
    """Which versions there were, are and will be, and what each has changed in words.

    A version is announced before it takes effect. The right answers of quizzes are not told.
    """
    current = means.programme.version
    newest = rows_of(means)[::-1][:VERSIONS_MAX]
    return ProgrammeVersions(versions=tuple(_shown(row, current) for row in newest))


def rows_of(means: Means) -> list[ProgrammeVersion]:
    """All versions that this process knows, in order; one, where nobody can change it."""
    known, programme = means.context.known, means.programme
    if known is not None:
        return [each.row for each in known.versions]
    at, number = programme.effective_at, programme.version
    return [ProgrammeVersion(id=version_id(number), version=number, effective_at=at)]


def _shown(row: ProgrammeVersion, current: int) -> VersionShown:
    return VersionShown(
        version=row.version,
        effective_at=row.effective_at,
        announced_at=row.applied_at,
        in_force=row.version == current,
        changes=tuple(_change(each) for each in row.changes),
    )


def _change(change: Change) -> ChangeShown:
    return ChangeShown(
        path=change.path,
        how=change.how,
        sentence=change.sentence,
        before=change.before,
        after=change.after,
        told=change.told,
    )
