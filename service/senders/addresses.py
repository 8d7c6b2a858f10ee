"""Where senders send to, read from settings. Pure: knows no network."""

import ipaddress
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

import msgspec

# By scheme: the port, and how TLS comes about.
SMTP_SCHEMES = {"smtp": 587, "smtps": 465, "smtp-plain": 25}


class BadAddress(Exception):
    """The text is the end of a sentence that begins with the setting's name; it repeats nothing of
    the address, which may hold a password."""


class SmtpServer(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail is handed over. `implicit`: TLS from the first byte, otherwise STARTTLS, which is
    not optional; `plain`: no TLS at all, for a server on this machine."""

    host: str
    port: int
    implicit: bool = False
    plain: bool = False
    username: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        """Without the password."""
        return f"SmtpServer({self.host!r}, {self.port})"


class Gateway(msgspec.Struct, frozen=True, kw_only=True):
    """Where codes are posted to, and how we prove that it is us: by the secret itself, or by a
    signature made with it (the scheme of Standard Webhooks)."""

    url: str
    secret: str
    auth: Literal["bearer", "hmac"] = "bearer"

    def __repr__(self) -> str:
        """Without the secret, and without a query that may hold one."""
        return f"Gateway({self.url.partition('?')[0]!r}, {self.auth})"


def read_smtp_url(text: str) -> SmtpServer:
    """`smtp://name:password@host:587` with STARTTLS, `smtps://` with TLS from the first byte, or
    `smtp-plain://` to this machine. BadAddress."""
    parts, port = _split(text)
    if parts.scheme not in SMTP_SCHEMES:
        raise BadAddress("must begin with smtp://, smtps:// or smtp-plain://")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise BadAddress("must end after the port: write / in a password as %2F, ? as %3F")
    host, plain = parts.hostname or "", parts.scheme == "smtp-plain"
    if plain and not is_here(host):
        raise BadAddress("must have TLS unless the server is on this machine: use smtp://")
    if plain and parts.username:
        raise BadAddress("must have TLS to send a password: use smtp:// or smtps://")
    return SmtpServer(
        host=host,
        port=port or SMTP_SCHEMES[parts.scheme],
        implicit=parts.scheme == "smtps",
        plain=plain,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def read_gateway_url(text: str) -> str:
    """The address as it is, if codes can safely be posted to it. BadAddress."""
    parts, _ = _split(text)
    if parts.scheme not in ("http", "https"):
        raise BadAddress("must begin with https://")
    if parts.scheme == "http" and not is_here(parts.hostname or ""):
        raise BadAddress("must begin with https:// unless the gateway is on this machine")
    if parts.username or parts.password or parts.fragment:
        raise BadAddress("must hold no name, password or fragment: set the secret apart")
    return text


def is_here(host: str) -> bool:
    """Whether a host is this machine, so that nobody can listen on the way."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _split(text: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise BadAddress("must be a URL with a host and, if need be, a port") from None
    if not parts.hostname or not text.isprintable() or " " in text:
        raise BadAddress("must be a URL with a host and, if need be, a port")
    return parts, port
