"""The Idempotency-Key header: on every unsafe call, so that repeating one is always safe."""

import re
from typing import Any

from litestar import Request
from litestar.di import NamedDependency

from service.http.problems.raised import Refused
from service.http.problems.refusals import IdempotencyKeyMissing

HEADER = "Idempotency-Key"
_FORM = re.compile(r"[\x21-\x7e]{1,255}")


def idempotency_key(
    request: Request[Any, Any, Any],
    caller: NamedDependency[Any],  # noqa: ARG001 - for the order; see `caller_of`
) -> str:
    """The one key of this request; the dependency `key`. Refused if there is none to use."""
    keys = request.headers.getall(HEADER, [])
    if len(keys) != 1 or not is_key(keys[0]):
        raise Refused(IdempotencyKeyMissing())
    return str(keys[0])


def is_key(text: str) -> bool:
    """1 to 255 visible characters of ASCII."""
    return _FORM.fullmatch(text) is not None


TheKey = NamedDependency[str]
