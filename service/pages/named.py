"""What codes are called on a page. Pure."""

from service.language.catalogue import catalogue
from service.language.first_upper import first_upper
from service.language.languages import DEFAULT, Language


def named(lang: str, vocabulary: str, code: str) -> str:
    """The name of a code in a vocabulary of terms; without one the code itself, as words."""
    language = Language(lang)
    if language is not DEFAULT:
        found: dict[str, str] = catalogue(language, "terms").get(vocabulary, {})
        if code in found:
            return found[code]
    words = code.replace("_", " ").replace("-", " ")
    return first_upper(words)
