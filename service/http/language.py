"""The language of one request's answer, asked for in one place.

Whoever asks for it makes an answer that depends on it; that answer then says so by itself, in
`Content-Language` and `Vary`, whatever handler or problem it comes from.
"""

from typing import Any

from litestar.connection import ASGIConnection

from service.language.languages import Language
from service.language.negotiate import LENGTH_MAX, negotiate

HEADER = "accept-language"
_KEY = "seedbank.language"
_NAME = HEADER.encode()


def language_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Language:
    """The language that the answer is to be in: the reader's, of those we have."""
    return mark(connection, asked_for(connection))


def asked_for(connection: ASGIConnection[Any, Any, Any, Any]) -> Language:
    """The reader's language, for something else than this answer: a message that goes out."""
    return negotiate(_header(connection.scope["headers"]))


def mark(connection: ASGIConnection[Any, Any, Any, Any], language: Language) -> Language:
    """Says that the answer is in `language`, because of what the reader asked for."""
    connection.scope["state"][_KEY] = language
    return language


def language_headers(scope: Any, present: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The response's headers with those about its language, if it depends on the request's."""
    language: Language | None = scope["state"].get(_KEY)
    if language is None:
        return present
    varies = [value for name, value in present if name.lower() == b"vary"]
    kept = [each for each in present if each[0].lower() not in (b"vary", b"content-language")]
    vary = b", ".join([*varies, b"Accept-Language"])
    return [*kept, (b"vary", vary), (b"content-language", language.encode())]


def _header(headers: Any) -> str:
    """The header's text; of several, all of them, as if they were one. Beyond the bound: enough
    to be refused for its length."""
    found = b",".join(value for name, value in headers if name == _NAME)
    return found[: LENGTH_MAX + 1].decode("latin-1")
