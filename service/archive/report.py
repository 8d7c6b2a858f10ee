"""From an archive to what is kept of it. Pure."""

import heapq
import unicodedata
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from service.archive.manifest import message, sha256
from service.archive.refusals import ArchiveNotSigned, ArchiveUnreadable
from service.archive.unpack import DAMAGED, Unpacked
from service.members.numbers import MemberNumbers
from service.members.reported import TEXT_MAX, Report, ReportedFact, ReportedScore, newest

EVIDENCE, SCORES = "evidence.json", "scores.json"
READ = frozenset({EVIDENCE, SCORES})
ID_DIGITS = 32
SCORES_MAX = 1_200
"""A hundred years of months."""

WHOLE_MAX = 2**53 - 1
"""As large as any number that is kept."""

_Text = Annotated[str, msgspec.Meta(max_length=TEXT_MAX)]


class _Points(msgspec.Struct, frozen=True, kw_only=True):
    value: Annotated[int, msgspec.Meta(ge=-WHOLE_MAX, le=WHOLE_MAX)]


class _Score(msgspec.Struct, frozen=True, kw_only=True):
    cycle: _Text
    score: _Points | None = None


class _Fact(msgspec.Struct, frozen=True, kw_only=True):
    kind: _Text
    at: Instant
    source: _Text
    status: _Text = "counted"


def report_of(
    unpacked: Unpacked, *, at: datetime, numbers: MemberNumbers
) -> Report | ArchiveNotSigned | ArchiveUnreadable:
    """What is kept; refused unless every file is as it was signed."""
    if unpacked.violations:
        return ArchiveNotSigned(sentence=unpacked.violations[0].sentence)
    try:
        facts = msgspec.json.decode(unpacked.contents.get(EVIDENCE, b"[]"), type=list[_Fact])
        scores = msgspec.json.decode(unpacked.contents.get(SCORES, b"[]"), type=list[_Score])
        # The rest of so many as a stranger may send is not looked at.
        latest = newest([_fact(each) for each in _latest(facts, numbers)], numbers.report_facts_max)
        made_at = _cut(unpacked.signed.manifest.made_at)
    except DAMAGED:
        return ArchiveUnreadable()
    manifest = unpacked.signed.manifest
    return Report(
        id=sha256(message(manifest))[:ID_DIGITS],
        at=at,
        programme=_shown(manifest.programme),
        made_at=made_at,
        key=manifest.key,
        public_key=unpacked.signed.public_key,
        facts=latest,
        facts_in_all=len(facts),
        scores=tuple(_score(each) for each in scores[-SCORES_MAX:]),
    )


def _latest(facts: list[_Fact], numbers: MemberNumbers) -> list[_Fact]:
    return heapq.nlargest(numbers.report_facts_max, facts, key=lambda fact: fact.at)


def _fact(fact: _Fact) -> ReportedFact:
    kind, source, status = _shown(fact.kind), _shown(fact.source), _shown(fact.status)
    return ReportedFact(kind=kind, at=_cut(fact.at), source=source, status=status)


def _score(score: _Score) -> ReportedScore:
    value = None if score.score is None else score.score.value
    return ReportedScore(cycle=_shown(score.cycle), value=value)


def _cut(at: datetime) -> datetime:
    """As the store keeps it. OverflowError for the edges of time."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)


def _shown(text: str) -> str:
    """Without what hides in a text or turns it round: it comes from a stranger, and is shown.

    It may have grown by that, and is kept no longer than can be read again.
    """
    normal = " ".join(unicodedata.normalize("NFKC", text).split())
    return "".join(each for each in normal if unicodedata.category(each)[0] != "C")[:TEXT_MAX]
