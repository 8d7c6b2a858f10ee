"""Whether the stored programme document can be used, and by readers of every language."""

from service.doctor.finding import Judgement, failed, ok, warning
from service.doctor.patient import Patient
from service.programme import InvalidProgramme, read, texts_of
from service.programme.translations import untranslated


async def look(patient: Patient) -> Judgement:
    """Reads it as every start does."""
    stored = await patient.server.programme()
    if stored is None:
        return warning("none is stored: the first `seedbank serve` begins with the demo's.")
    return judge(stored)


def judge(stored: bytes) -> Judgement:
    """By what is wrong with it, then by what readers of another language get in English."""
    programme = read(stored)
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
