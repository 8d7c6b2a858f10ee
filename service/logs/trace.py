"""A traceback as text: where, and what the exceptions may say. No values, no local variables."""

import sys
import traceback
from collections.abc import Iterator
from textwrap import indent

from service.logs.text import safe_text

DEPTH_MAX = 10
CAUSE = "The above exception was the direct cause of the following exception:"
CONTEXT = "During handling of the above exception, another exception occurred:"


def trace_of(exc_info: object) -> str:
    """The traceback of an exception, of a `sys.exc_info()`, or of what is being handled (True)."""
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if not isinstance(error, BaseException):
        error = sys.exc_info()[1]
    return "" if error is None else "\n".join(_parts(error, DEPTH_MAX))


def _parts(error: BaseException, depth: int) -> Iterator[str]:
    if depth == 0:
        yield "..."
        return
    if error.__cause__ is not None:
        yield from (*_parts(error.__cause__, depth - 1), "", CAUSE, "")
    elif error.__context__ is not None and not error.__suppress_context__:
        yield from (*_parts(error.__context__, depth - 1), "", CONTEXT, "")
    stack = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
    yield "Traceback (most recent call last):"
    yield "".join(stack.format()).rstrip()
    yield safe_text(error)
    if isinstance(error, BaseExceptionGroup):
        for number, each in enumerate(error.exceptions, start=1):
            yield indent("\n".join((f"exception {number}:", *_parts(each, depth - 1))), "  | ")
