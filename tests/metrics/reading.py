"""Metrics as Prometheus would read them."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from service.metrics.page import REGISTRY

Samples = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def samples(text: str) -> Samples:
    """Every sample of an exposition, by name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float:
    """One of them; 0 if it has never been counted."""
    return found.get((name, frozenset(labels.items())), 0.0)


def here(registry: CollectorRegistry = REGISTRY) -> Samples:
    """Those of this process."""
    return samples(generate_latest(registry).decode())


class Since:
    """What has been counted since this was made, by all tests of this process together."""

    def __init__(self) -> None:
        self._before = here()

    def __call__(self, name: str, **labels: str) -> float:
        """By how much a sample has grown."""
        return value(here(), name, **labels) - value(self._before, name, **labels)
