"""Readers of explanations: what they are told, and in which language."""

from service.explain import Speech
from service.language.languages import Language
from service.programme.translations import in_language
from service.programme_demo import DEMO

NAMES = {each.id: each.name for each in DEMO.merchants}


def reader(language: Language, zone: str = "Europe/Berlin") -> Speech:
    """Somebody who reads a language and lives somewhere."""
    return Speech(
        language=language,
        say=lambda text: in_language(DEMO.translations, language, text),
        names=NAMES,
        zone=zone,
    )


ENGLISH, CHINESE = reader(Language.EN), reader(Language.ZH_CN, "Asia/Shanghai")
