"""What nobody catches is a line like any other: Python's own report shows messages as they are."""

import sys
import threading
from types import TracebackType
from typing import Any

import structlog


def report_uncaught() -> None:
    """Replaces the hooks for uncaught exceptions in the main thread, in others, and in callbacks
    of the interpreter."""
    sys.excepthook = _main
    threading.excepthook = _thread
    sys.unraisablehook = _unraisable


def _main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log("uncaught exception", error)


def _thread(args: threading.ExceptHookArgs) -> None:
    if not isinstance(args.exc_value, SystemExit):
        _log("uncaught exception in a thread", args.exc_value)


def _unraisable(args: Any) -> None:
    _log("exception that nobody could catch", args.exc_value)


def _log(event: str, error: BaseException | None) -> None:
    structlog.get_logger().error(event, exc_info=error)
