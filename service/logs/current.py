"""Which request this task is answering: set once per request, read by whoever logs.

A context variable follows the awaits of a request's own task. A batch's task belongs to the write
path, not to one of the many requests in it, so its lines carry no request id.
"""

from collections.abc import Callable
from contextvars import ContextVar

# What makes the id, so that a request that nobody logs about costs no more than this.
_NAMER: ContextVar[Callable[[], str] | None] = ContextVar("seedbank_request", default=None)

begin_request = _NAMER.set
end_request = _NAMER.reset


def current_request_id() -> str | None:
    """The id of the request that is being answered here; None outside of any."""
    namer = _NAMER.get()
    return None if namer is None else namer()
