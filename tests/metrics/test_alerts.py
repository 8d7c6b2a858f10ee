"""The alert rules name only what there is."""

import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from service.metrics.page import REGISTRY
from service.metrics.processes import Processes

RULES = Path(__file__).parents[2] / "docs" / "alerts.yml"
NAMED = re.compile(r"\bseedbank_[a-z0-9_]+")
SUFFIXES = {
    "counter": ("_total",),
    "gauge": ("",),
    "histogram": ("_bucket", "_count", "_sum"),
    "info": ("_info",),
}


def existing() -> dict[str, str]:
    """Every name that a query may use, and what kind of metric it belongs to."""
    processes = CollectorRegistry()
    processes.register(Processes(list))
    return {
        f"{family.name}{suffix}": family.type
        for registry in (REGISTRY, processes)
        for family in registry.collect()
        for suffix in SUFFIXES[family.type]
    }


def rules() -> list[str]:
    """The text of each rule."""
    return RULES.read_text().split("- alert: ")[1:]


def test_there_are_rules_for_what_must_not_go_unseen() -> None:
    text = RULES.read_text()
    for name in (
        *("seedbank_primary_reachable", "seedbank_jobs_waiting_seconds", "5xx"),
        *("seedbank_commands_shed_total", "seedbank_board_age_seconds"),
        "seedbank_check_violations",
    ):
        assert name in text


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.split()[0])
def test_a_rule_is_whole_and_each_metric_in_it_exists(rule: str) -> None:
    for part in ("expr:", "severity:", "summary:", "action:"):
        assert part in rule
    asked, _, said = rule.partition("severity:")
    assert not set(NAMED.findall(asked)) - set(existing())
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in existing()}
    assert not set(NAMED.findall(said)) - set(existing()) - families


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.split()[0])
def test_labels_in_a_rule_are_labels_of_its_metric(rule: str) -> None:
    families = {family.name: family for family in REGISTRY.collect()}
    for name, selector in re.findall(r"(seedbank_[a-z_]+)\{([^}]*)\}", rule):
        base = re.sub(r"_(total|count|bucket|sum)$", "", name)
        if base in families:
            collector = REGISTRY._names_to_collectors[base]
            for label in re.findall(r"(\w+)[=!]", selector):
                assert label in collector._labelnames  # type: ignore[attr-defined]


def test_counters_say_total_and_names_say_their_unit() -> None:
    for name, kind in existing().items():
        assert name.startswith("seedbank_")
        if kind == "histogram":
            assert re.search(r"_(seconds|commands)_(bucket|count|sum)$", name), name
