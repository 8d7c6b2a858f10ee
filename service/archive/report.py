"""From an archive to what is kept of it. Pure."""

import unicodedata
from datetime import datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from service.archive.manifest import message, sha256
from service.archive.refusals import ArchiveNotSigned, ArchiveUnreadable
from service.archive.unpack import Unpacked
from service.members.numbers import MemberNumbers
from service.members.reported import Report, ReportedFact, ReportedScore, newest

EVIDENCE, SCORES = "evidence.json", "scores.json"
READ = frozenset({EVIDENCE, SCORES})
ID_DIGITS = 32
SCORES_MAX = 1_200
"""A hundred years of months."""


class _Points(msgspec.Struct, frozen=True, kw_only=True):
    value: int


class _Score(msgspec.Struct, frozen=True, kw_only=True):
    cycle: Annotated[str, msgspec.Meta(max_length=200)]
    score: _Points | None = None


class _Fact(msgspec.Struct, frozen=True, kw_only=True):
    kind: Annotated[str, msgspec.Meta(max_length=200)]
    at: Instant
    source: Annotated[str, msgspec.Meta(max_length=200)]
    status: Annotated[str, msgspec.Meta(max_length=200)] = "counted"


def report_of(
    unpacked: Unpacked, *, at: datetime, numbers: MemberNumbers
) -> Report | ArchiveNotSigned | ArchiveUnreadable:
    """What is kept; refused unless every file is as it was signed."""
    if unpacked.violations:
        return ArchiveNotSigned(sentence=unpacked.violations[0].sentence)
    try:
        facts = msgspec.json.decode(unpacked.contents.get(EVIDENCE, b"[]"), type=list[_Fact])
        scores = msgspec.json.decode(unpacked.contents.get(SCORES, b"[]"), type=list[_Score])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ArchiveUnreadable()
    manifest = unpacked.signed.manifest
    return Report(
        id=sha256(message(manifest))[:ID_DIGITS],
        at=at,
        programme=_shown(manifest.programme),
        made_at=manifest.made_at,
        key=manifest.key,
        public_key=unpacked.signed.public_key,
        facts=newest([_fact(each) for each in facts], numbers.report_facts_max),
        facts_in_all=len(facts),
        scores=tuple(_score(each) for each in scores[-SCORES_MAX:]),
    )


def _fact(fact: _Fact) -> ReportedFact:
    kind, source, status = _shown(fact.kind), _shown(fact.source), _shown(fact.status)
    return ReportedFact(kind=kind, at=_cut(fact.at), source=source, status=status)


def _score(score: _Score) -> ReportedScore:
    value = None if score.score is None else score.score.value
    return ReportedScore(cycle=_shown(score.cycle), value=value)


def _cut(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _shown(text: str) -> str:
    """Without what hides in a text or turns it round: it comes from a stranger, and is shown."""
    normal = " ".join(unicodedata.normalize("NFKC", text).split())
    return "".join(each for each in normal if unicodedata.category(each)[0] != "C")
