"""All versions that this process has heard of. Pure but for the clocks that it is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.programme import Programme
from service.store.schema.documents import ProgrammeVersion


@dataclass(frozen=True, slots=True)
class Version:
    """A version, and its document unless it was over when this process began, or is unreadable."""

    row: ProgrammeVersion
    programme: Programme | None = None


class Known:
    """Answers the version in force, which is the last of those whose time has come."""

    def __init__(
        self, now: Callable[[], datetime], steady: Callable[[], float], first: Sequence[Version]
    ) -> None:
        """`now` is domain time, `steady` seconds that only ever go on. Of the versions that are
        known from the beginning the one in force can be read; ValueError otherwise."""
        self._now, self._steady = now, steady
        self.versions: tuple[Version, ...] = ()
        self.hear(first)

    def programme(self) -> Programme:
        """The version in force now. Asked for every command: it costs next to nothing."""
        if self._turns_at is not None and self._now() >= self._turns_at:
            self._turn()
        return self._programme

    @property
    def last(self) -> int:
        """The highest number, in force or announced."""
        return self.versions[-1].row.version

    @property
    def silent_s(self) -> float:
        """For how many seconds nobody has been able to say whether there is another version."""
        return self._steady() - self._heard_at

    @property
    def is_behind(self) -> bool:
        """Whether another version may be in force elsewhere: one that cannot be read here, or one
        that was announced and has come into effect while nothing was heard."""
        notice_s = self.programme().numbers.changes.notice_seconds
        return self._is_unreadable or self.silent_s >= notice_s

    def hear(self, versions: Sequence[Version]) -> None:
        """There are these beyond those known, maybe none: as of this moment that is all."""
        self.versions = (*self.versions, *versions)
        self._heard_at = self._steady()
        self._turn()

    def _turn(self) -> None:
        now = self._now()
        due = due_at(self.versions, now)
        readable = [each.programme for each in due if each.programme is not None]
        if not readable:
            raise ValueError("the version in force cannot be read")
        self._programme = readable[-1]
        self._is_unreadable = due[-1].programme is None
        later = [each.row.effective_at for each in self.versions[len(due) :]]
        self._turns_at = min(later, default=None)


def due_at(versions: Sequence[Version], at: datetime) -> Sequence[Version]:
    """Those whose time has come, in order; the very first is in force from the beginning.

    Of two with the same time the later one takes the other's place.
    """
    due = [number for number, each in enumerate(versions, 1) if each.row.effective_at <= at]
    return versions[: max(due, default=1)]
