"""Logs: one line an event on stderr, JSON or for a terminal, ours and those of libraries alike.

Owns the one chain of processors that every line goes through, its redaction as the last step, and
which request a line belongs to. May import nothing of ours: every room may log.

Nothing personal is logged on purpose: kinds, codes, counts, route templates. The redaction is for
what gets there by accident.
"""

from service.logs.configure import configure_logs
from service.logs.text import safe_text

__all__ = ["configure_logs", "safe_text"]
