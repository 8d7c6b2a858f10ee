"""Whether the stored versions of the programme can be used, and by readers of every language."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from service.clock import cut
from service.doctor.finding import Judgement, Verdict, failed, ok, warning
from service.doctor.patient import Patient
from service.programme import InvalidProgramme, read, texts_of
from service.programme.translations import untranslated
from service.store.schema.documents import StoredProgramme
from service.versions.known import Version, due_at

MS = timedelta(milliseconds=1)


async def look(patient: Patient) -> Judgement:
    """Reads those that are in force or announced, as every start does."""
    stored = await patient.server.programmes()
    if not stored:
        return warning("none is stored: the first `seedbank serve` begins with the demo's.")
    _, now, _ = await patient.server.clock()
    return judge_versions(stored, now + await patient.server.offset_ms() * MS)


def judge_versions(stored: Sequence[StoredProgramme], now: datetime) -> Judgement:
    """All versions, in order of their numbers, at `now` in domain time."""
    for before, after in pairwise(stored):
        if after.version != before.version + 1:
            return failed(
                f"version {after.version} follows version {before.version}: restore what is "
                "missing from a backup, as no version is ever removed."
            )
    over = len(due_at([Version(row) for row in stored], now)) - 1
    for row in stored[over:]:
        if (found := _judge_row(row)) is not None:
            return found
    judged = judge(stored[-1].document)
    if judged.verdict is not Verdict.OK:
        return judged
    later = "".join(
        f" Version {row.version} takes effect at {row.effective_at.isoformat()}."
        for row in stored[over + 1 :]
    )
    return ok(f"{judged.sentence[:-1]}; version {stored[over].version} is in force.{later}")


def _judge_row(row: StoredProgramme) -> Judgement | None:
    """A version that acts or is going to has to be readable, and the one that was announced."""
    programme = read(row.document)
    if isinstance(programme, InvalidProgramme):
        told = judge(row.document)
        return failed(f"version {row.version}: {told.sentence}")
    said = (programme.version, cut(programme.effective_at))
    if said == (row.version, row.effective_at):
        return None
    return failed(
        f"version {row.version} was announced for {row.effective_at.isoformat()}, and its document "
        "says something else: somebody has edited it; restore it from a backup."
    )


def judge(document: bytes) -> Judgement:
    """By what is wrong with it, then by what readers of another language get in English."""
    programme = read(document)
    if isinstance(programme, InvalidProgramme):
        first, *more = programme.sentences
        return failed(f"{first}{f' (and {len(more)} more)' if more else ''}: correct the document.")
    for language, texts in untranslated(programme.translations, texts_of(programme)).items():
        first, count = texts[0], len(texts)
        return warning(
            f"{count} of its texts are not in {language}, such as {first!r}: translate them, its "
            "readers get English."
        )
    return ok(f"{programme.id}{', a sandbox' if programme.sandbox else ''}.")
