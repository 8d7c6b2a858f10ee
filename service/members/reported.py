"""What a member brings along from another programme: shown as reported there, and never counted.

An archive is somebody's word. Its signature proves whose, and that nobody has changed it since; it
does not prove that it is about the member who brings it.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal

TEXT_MAX = 200
"""Characters of each text that is kept."""

Text = Annotated[str, msgspec.Meta(max_length=TEXT_MAX)]


class ReportedFact(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of evidence in the words of another place, whose kinds need not be ours."""

    kind: Text
    at: Instant
    source: Text
    status: Text = "counted"


class ReportedScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A score that was published there; None if there was none in that cycle."""

    cycle: Text
    value: int | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One archive: from `programme`, made and signed there at `made_at`, brought here `at`.

    `id` follows from what was signed. `key` is the fingerprint of `public_key`, for people to
    compare. Of `facts_in_all` the newest are kept.
    """

    id: str
    at: Instant
    programme: Text
    made_at: Instant
    key: Text
    public_key: Text
    facts: tuple[ReportedFact, ...]
    facts_in_all: int
    scores: tuple[ReportedScore, ...]


class Reports(msgspec.Struct, frozen=True, kw_only=True):
    """All that one account has brought along, the latest last; `id` is the account's."""

    id: str
    reports: tuple[Report, ...] = ()
    version: int = 1


class TooManyReports(Refusal, frozen=True, kw_only=True):
    """As many archives are kept as one member may have."""

    reports: int
    most: int

    def detail(self) -> str:
        return f"{self.reports} archives are kept, {self.most} are allowed: delete one first."


class ReportUnknown(Refusal, frozen=True, kw_only=True):
    """No such archive of the caller's."""

    def detail(self) -> str:
        return "You have brought no such archive along: ask for the list."


def bring(reports: Reports, report: Report, *, most: int) -> Reports | TooManyReports:
    """With one more; the same one again changes nothing."""
    if any(each.id == report.id for each in reports.reports):
        return reports
    if len(reports.reports) >= most:
        return TooManyReports(reports=len(reports.reports), most=most)
    return msgspec.structs.replace(reports, reports=(*reports.reports, report))


def drop(reports: Reports, report: str) -> Reports | ReportUnknown:
    """Without one: it is the member's, to be taken back at any time."""
    kept = tuple(each for each in reports.reports if each.id != report)
    if len(kept) == len(reports.reports):
        return ReportUnknown()
    return msgspec.structs.replace(reports, reports=kept)


def newest(facts: Sequence[ReportedFact], most: int) -> tuple[ReportedFact, ...]:
    """The newest of them, the latest last."""
    ordered = sorted(facts, key=lambda fact: (fact.at, fact.kind, fact.source))
    return tuple(ordered[-most:])
