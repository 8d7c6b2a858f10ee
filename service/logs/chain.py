"""The steps of a line from event to text. Redaction is the last one before it becomes text."""

from collections.abc import Callable, MutableMapping
from typing import Any

import msgspec
import structlog

from service.logs.current import current_request_id
from service.logs.redact import redacted
from service.logs.trace import trace_of

Event = MutableMapping[str, Any]
Processor = Callable[[Any, str, Event], Any]

_stamp = structlog.processors.TimeStamper(fmt="iso")
_encoder = msgspec.json.Encoder(enc_hook=str)
_console = structlog.dev.ConsoleRenderer()


def add_trace(_logger: Any, _method: str, event: Event) -> Event:
    """Turns `exc_info` into text: files, lines and safe messages, never a local variable."""
    if error := event.pop("exc_info", None):
        event["exception"] = trace_of(error)
    return event


FIRST: list[Processor] = [structlog.processors.add_log_level, add_trace]


def _written(logger: Any, method: str, event: Event) -> dict[str, Any]:
    """The redacted event, with what is ours and needs no redaction: when, and for which request."""
    safe: dict[str, Any] = dict(_stamp(logger, method, {}))
    safe |= {"level": event.pop("level", method), "event": event.pop("event", "")}
    safe |= redacted({"event": safe["event"]}) | redacted(event)
    if (id_ := current_request_id()) is not None:
        safe["request_id"] = id_
    return safe


def render_json(logger: Any, method: str, event: Event) -> str:
    """One line of JSON."""
    return _encoder.encode(_written(logger, method, event)).decode()


def render_console(logger: Any, method: str, event: Event) -> str:
    """For a person at a terminal."""
    text = _console(logger, method, _written(logger, method, event))
    return text if isinstance(text, str) else text.decode()
