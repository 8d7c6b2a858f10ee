"""The programme's texts in the reader's language."""

from collections.abc import Callable
from typing import Any

from litestar.connection import ASGIConnection

from service.http.language import language_of, mark
from service.http.means import means_of
from service.language.languages import DEFAULT
from service.programme.translations import in_language

Say = Callable[[str], str]
"""From a text of the programme document to what the reader is shown."""


def saying(connection: ASGIConnection[Any, Any, Any, Any]) -> Say:
    """How this reader is told the programme's texts: in English where there is no translation."""
    translations = means_of(connection).programme.translations
    language = language_of(connection)
    if language not in translations:
        mark(connection, DEFAULT)
    return lambda text: in_language(translations, language, text)
