"""Python's own logging, which libraries use, led through our chain."""

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from service.logs.text import safe_text

if TYPE_CHECKING:
    from service.logs.chain import Event, Processor


class Foreign(logging.Handler):
    """Makes each record an event of ours and writes it."""

    def __init__(self, chain: Sequence["Processor"]) -> None:
        """`chain` ends with the step that makes text."""
        super().__init__()
        self._chain = chain

    def emit(self, record: logging.LogRecord) -> None:
        """One line on stderr; a record that cannot be formatted says so without its arguments."""
        method = record.levelname.lower()
        event: Event = {"event": _message(record), "logger": record.name}
        if record.exc_info:
            event["exc_info"] = record.exc_info
        line: Any = event
        for step in self._chain:
            line = step(None, method, line)
        try:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
        except (OSError, ValueError):  # nobody reads it any more
            return


def _message(record: logging.LogRecord) -> str:
    args = record.args
    try:
        if isinstance(args, tuple):
            return str(record.msg) % tuple(map(_safe, args)) if args else str(_safe(record.msg))
        return record.getMessage()
    except Exception:
        return f"{record.pathname}:{record.lineno} logs what cannot be formatted"


def _safe(value: object) -> object:
    """Exceptions say only what they may; also several of them, as a group holds them."""
    if isinstance(value, BaseException):
        return safe_text(value)
    if isinstance(value, tuple | list):
        return [_safe(each) for each in value]
    return value
