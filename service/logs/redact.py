"""Takes out of a log event what must not be in it: by the name of a key, by the look of a value."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from service.logs.shapes import GONE, without_shapes
from service.logs.text import safe_text

# A key is secret if one of its words is.
WORDS = frozenset(
    {"authorization", "bearer", "token", "tokens", "secret", "secrets", "password", "passwd"}
    | {"pwd", "code", "codes", "contact", "contacts", "cookie", "cookies", "key", "keys", "salt"}
    | {"email", "mail", "phone", "address", "addresses", "credential", "credentials", "signature"}
)
NAMES = frozenset({"display_name", "birth_year", "device", "body", "query", "headers", "mongo_url"})
# What has a secret's word in its name and is none.
PLAIN = frozenset({"status_code", "exit_code", "refusal_code", "error_code"})
DEPTH_MAX = 8
# Characters; events, routes and codes are shorter, and the same ones come again and again.
SHORT = 64
# Between the words of snake_case, kebab-case and camelCase.
_BREAKS = re.compile(r"[-. ]|(?<=[a-z0-9])(?=[A-Z])")
_AS_IT_IS = (int, float, bool, type(None))


def redacted(event: Mapping[str, Any]) -> dict[str, Any]:
    """A copy that may be written: strings, numbers, lists and dictionaries only."""
    return {key: GONE if is_secret(key) else _value(value, 1) for key, value in event.items()}


@lru_cache(maxsize=4096)
def is_secret(key: str) -> bool:
    """Whether what stands under a key of this name is never shown."""
    name = _BREAKS.sub("_", key).lower()
    if name in PLAIN:
        return False
    return name in NAMES or not WORDS.isdisjoint(name.split("_"))


def _value(value: Any, depth: int) -> Any:
    if isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, str):
        return _short(value) if len(value) <= SHORT else without_shapes(value)
    if depth > DEPTH_MAX:
        return GONE
    if isinstance(value, Mapping):
        return {
            without_shapes(str(key)): GONE if is_secret(str(key)) else _value(each, depth + 1)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [_value(each, depth + 1) for each in value]
    if isinstance(value, msgspec.Struct):
        return _value(msgspec.structs.asdict(value), depth + 1)
    if isinstance(value, BaseException):
        return safe_text(value)
    return without_shapes(
        value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    )


_short = lru_cache(maxsize=1024)(without_shapes)
