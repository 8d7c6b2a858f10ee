"""Counts what became of webhooks."""

from service.metrics.page import WEBHOOKS


def webhook_tried(outcome: str) -> None:
    """One try at one endpoint."""
    WEBHOOKS.labels(outcome).inc()
