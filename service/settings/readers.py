"""How the text of each setting becomes its value: a reader takes (name, text)."""

import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from service.senders.addresses import BadAddress, read_gateway_url, read_smtp_url
from service.settings.error import SettingsError

SECRET_LENGTH_MIN = 32  # characters
WHOLE_DIGITS_MAX = 9
SERVER_DATABASES = {"admin", "config", "local"}

Reader = Callable[[str, str], object]  # raises SettingsError


def _whole(low: int, high: int) -> Reader:
    def read(name: str, text: str) -> int:
        plain = text.isascii() and text.isdigit() and len(text) <= WHOLE_DIGITS_MAX
        if not plain or not low <= int(text) <= high:
            raise SettingsError(name, f"must be a whole number from {low} to {high}, not {text!r}")
        return int(text)

    return read


def _one_of(*choices: str) -> Reader:
    def read(name: str, text: str) -> str:
        if text not in choices:
            raise SettingsError(name, f"must be one of {', '.join(choices)}, not {text!r}")
        return text

    return read


def _path(_name: str, text: str) -> Path:
    return Path(text).expanduser().absolute()


def _plain(_name: str, text: str) -> str:
    return text


def _url(name: str, text: str) -> str:
    if not text.startswith(("mongodb://", "mongodb+srv://")):
        raise SettingsError(name, "must begin with mongodb:// or mongodb+srv://")
    return text


def _database(name: str, text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,63}", text) or text in SERVER_DATABASES:
        raise SettingsError(
            name,
            f"must be 1 to 63 letters, digits, '-' or '_', and none of MongoDB's own, not {text!r}",
        )
    return text


def _secret(name: str, text: str) -> str:
    if len(text) < SECRET_LENGTH_MIN:
        raise SettingsError(
            name, f"must have at least {SECRET_LENGTH_MIN} characters, this has {len(text)}"
        )
    return text


def _networks(name: str, text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        found = tuple(ip_network(each.strip()) for each in text.split(","))
    except ValueError as error:
        raise SettingsError(
            name, f"must be networks such as 10.0.0.0/8, ::1/128: {error}"
        ) from error
    if not all(network.prefixlen for network in found):
        raise SettingsError(name, "must not trust every address: anybody could call as anybody")
    return found


def _smtp_url(name: str, text: str) -> str:
    try:
        read_smtp_url(text)
    except BadAddress as error:
        raise SettingsError(name, str(error)) from None
    return text


def _gateway_url(name: str, text: str) -> str:
    try:
        return read_gateway_url(text)
    except BadAddress as error:
        raise SettingsError(name, str(error)) from None


def _email(name: str, text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}", text):
        raise SettingsError(name, f"must be a plain e-mail address, not {text!r}")
    return text


READERS: dict[str, Reader] = {
    "mongo_url": _url,
    "mongod": _path,
    "data_dir": _path,
    "database": _database,
    "driver": _one_of("pymongo", "motor"),
    "host": _plain,
    "port": _whole(1, 65535),
    "workers": _whole(1, 64),
    "write_arm": _one_of("batched", "plain"),
    "batch_max": _whole(1, 512),
    "queue_max": _whole(1, 65536),
    "deadline_ms": _whole(100, 60_000),
    "sender": _one_of("console", "mailbox", "smtp", "gateway"),
    "sender_timeout_ms": _whole(100, 30_000),
    "smtp_url": _smtp_url,
    "smtp_from": _email,
    "gateway_url": _gateway_url,
    "gateway_secret": _secret,
    "gateway_auth": _one_of("bearer", "hmac"),
    "push_url": _gateway_url,
    "push_secret": _secret,
    "secret": _secret,
    "webhooks_loopback": _one_of("on", "off"),
    "jobs": _one_of("on", "off"),
    "access_token_minutes": _whole(1, 60),
    "trusted_proxies": _networks,
    "log_level": _one_of("debug", "info", "warning", "error"),
    "log_format": _one_of("auto", "json", "console"),
    "metrics_host": _plain,
    "metrics_port": _whole(1, 65535),
}
