"""All settings of a process with their defaults, and where their texts come from."""

import difflib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Literal, Self

import msgspec
import platformdirs

from service.settings.error import SettingsError
from service.settings.readers import READERS

PREFIX = "SEEDBANK_"
FILE = "_FILE"
HIDDEN = {"mongo_url", "secret", "smtp_url", "gateway_url", "gateway_secret"}
HIDDEN |= {"push_url", "push_secret"}


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One process's settings with their defaults; `load` is the only way from text."""

    mongo_url: str | None = None  # None: the embedded server
    mongod: Path | None = None  # program for the embedded server; None: look for one
    data_dir: Path = msgspec.field(default_factory=lambda: platformdirs.user_data_path("seedbank"))
    database: str = "seedbank"
    driver: Literal["pymongo", "motor"] = "pymongo"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    write_arm: Literal["batched", "plain"] = "batched"
    batch_max: int = 512  # commands per transaction
    queue_max: int = 4096  # commands that may wait before callers get a 503
    deadline_ms: int = 10_000  # for one command, retries included
    sender: Literal["console", "mailbox", "smtp", "gateway"] = "console"
    sender_timeout_ms: int = 5_000  # for one message, all tries included
    smtp_url: str | None = None  # smtp:// (STARTTLS) or smtps://, with name and password
    smtp_from: str | None = None  # the address that mail comes from
    gateway_url: str | None = None
    gateway_secret: str | None = None
    gateway_auth: Literal["bearer", "hmac"] = "bearer"  # the secret itself, or a signature
    push_url: str | None = None  # None: nothing is pushed to devices
    push_secret: str | None = None  # what pushes are signed with
    secret: str | None = None  # key of keyed hashes
    webhooks_loopback: Literal["on", "off"] = "off"  # on: to this machine too; sandboxes only
    jobs: Literal["on", "off"] = "on"  # whether API processes run jobs too
    access_token_minutes: int = 15
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()  # who may name a caller's address
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "console"] = "auto"  # auto: by whether a person reads
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None  # None: nobody listens for metrics

    @classmethod
    def load(cls, env: Mapping[str, str]) -> Self:
        """The settings in `env`, usually `os.environ`. SettingsError for the first bad one."""
        texts = {name: text for name, text in env.items() if name.startswith(PREFIX)}
        _refuse_unknown(texts)
        values: dict[str, Any] = {}
        for field in cls.__struct_fields__:
            name = PREFIX + field.upper()
            if (text := _text(name, texts)) is not None:
                values[field] = READERS[field](name, text)
        settings = cls(**values)
        if settings.queue_max < settings.batch_max:
            raise SettingsError("SEEDBANK_QUEUE_MAX", "must be at least SEEDBANK_BATCH_MAX")
        return settings

    def __repr__(self) -> str:
        """Without what would let a reader of logs in."""
        return f"Settings({dict(self.__rich_repr__())})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for rich, which shows local variables in tracebacks."""
        values = {field: getattr(self, field) for field in self.__struct_fields__}
        hidden = {field: "..." for field in HIDDEN if values[field] is not None}
        return list((values | hidden).items())


def _refuse_unknown(texts: Mapping[str, str]) -> None:
    known = [field.upper() for field in Settings.__struct_fields__]
    known += [name + FILE for name in known]
    for name in sorted(texts):
        bare = name.removeprefix(PREFIX)
        if bare not in known:
            near = difflib.get_close_matches(bare.upper(), known, n=1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else "unset it"
            raise SettingsError(name, f"is not a setting: {hint}")


def _text(name: str, texts: Mapping[str, str]) -> str | None:
    """The text given for a setting, directly or by file; None if it is not given."""
    text, path = texts.get(name), texts.get(name + FILE)
    if text is not None and path is not None:
        raise SettingsError(name, f"is given twice: unset it or {name}{FILE}")
    if path is not None:
        name += FILE
        text = _file(name, path)
    if text == "":
        raise SettingsError(name, "is empty: give it a value or unset it")
    return text


def _file(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise SettingsError(name, f"names {path!r}, which cannot be read: {reason}") from error
