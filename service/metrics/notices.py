"""Counts what became of messages that were sent out of the inbox."""

from service.metrics.page import NOTICES


def notice_tried(channel: str, outcome: str) -> None:
    """One try at one place."""
    NOTICES.labels(channel, outcome).inc()
