"""Counts what the doors answered."""

from prometheus_client import Histogram

from service.metrics.page import CODES, HTTP_SECONDS, RATE_LIMITED, REFUSALS

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

# A look here costs a tenth of prometheus_client's own.
_known: dict[tuple[str, str, int], Histogram] = {}


def answered(route: str, method: str, status: int, refusal: str | None, seconds: float) -> None:
    """One request, by its route's template; `refusal` is the code of the problem, if it was one."""
    key = (route, method, status // 100)
    known = _known.get(key)
    if known is None:
        label = method if method in METHODS else "other"
        known = HTTP_SECONDS.labels(label, route, f"{status // 100}xx")
        if label == method:  # anybody may make methods up: those are not kept
            _known[key] = known
    known.observe(seconds)
    if refusal is not None:
        REFUSALS.labels(refusal).inc()


def limited(policy: str) -> None:
    """A limit has refused a try."""
    RATE_LIMITED.labels(policy).inc()


def code_sent(*, taken: bool) -> None:
    """A one-time code was handed to the sender, which took it or not."""
    CODES.labels("sent" if taken else "failed").inc()
