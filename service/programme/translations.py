"""The texts of a programme in other languages than English, in which the document is written. Pure.

A translation stands under the English words themselves, not under a place in the document: so a
game or a message that was made while other words were in force is never told in today's.
"""

from collections.abc import Mapping

from service.language.languages import DEFAULT, Language

Translations = Mapping[Language, Mapping[str, str]]
"""By language, each text by its English words."""


def lint_translations(translations: Translations, texts: Mapping[str, int]) -> list[str]:
    """What is wrong with `translations` of `texts`, which have the most characters of each."""
    found = [
        f"{language}: {sentence}"
        for language, words in translations.items()
        for text, translated in words.items()
        for sentence in _lint_text(text, translated, texts)
    ]
    if DEFAULT in translations:
        found.append(f"{DEFAULT}: the document itself is in this language")
    return found


def _lint_text(text: str, translated: str, texts: Mapping[str, int]) -> list[str]:
    if text not in texts:
        return [f"{text!r} is no text of this document"]
    rules = {
        f"the translation of {text!r} is empty": not translated.strip(),
        f"the translation of {text!r} is longer than {texts[text]} characters": (
            len(translated) > texts[text]
        ),
    }
    return [sentence for sentence, broken in rules.items() if broken]


def untranslated(translations: Translations, texts: Mapping[str, int]) -> dict[Language, list[str]]:
    """The texts that readers of another language get in English; a language that has none is not
    named."""
    missing = {
        language: sorted(set(texts) - set(translations.get(language, {})))
        for language in Language
        if language is not DEFAULT
    }
    return {language: found for language, found in missing.items() if found}


def in_language(translations: Translations, language: Language, text: str) -> str:
    """The text in a language; in English if nobody has translated it."""
    return translations.get(language, {}).get(text, text)
