"""Whether a text can be an endpoint's address. Pure; a connection looks where it leads."""

import re
from urllib.parse import urlsplit

from service.webhooks.deny import may_reach
from service.webhooks.refusals import EndpointUrlRefused

URL_MAX = 500
_NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")
# Names that a public server cannot have.
_INNER = (".local", ".localhost", ".internal", ".lan", ".home", ".corp", ".arpa", ".onion", ".test")


def read_url(text: str, *, loopback: bool = False) -> str | EndpointUrlRefused:
    """The address as it is. `loopback`: also plain http:// to this machine, for tests and demos."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return EndpointUrlRefused()
    host = parts.hostname or ""
    here = loopback and host in ("127.0.0.1", "localhost", "::1")
    # urlsplit drops tabs and newlines silently, so they are looked for in the text.
    plain = text.isascii() and text.isprintable() and " " not in text and "\\" not in text
    bare = parts.username is None and parts.password is None and "#" not in text
    secure = parts.scheme == "https" or (here and parts.scheme == "http")
    if not (plain and bare and secure and port != 0 and len(text) <= URL_MAX):
        return EndpointUrlRefused()
    return text if here or _is_public(host) else EndpointUrlRefused()


def _is_public(host: str) -> bool:
    """By its looks. A host whose last label is a number is an address, in whatever notation."""
    if may_reach(host):
        return True
    return _NAME.fullmatch(host) is not None and not host.endswith(_INNER)
