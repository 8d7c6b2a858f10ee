"""Counts runs of jobs in this process."""

from service.metrics.page import JOB_RUNS, SLOT_LAG


def started(job: str, lag_s: float) -> None:
    """The first start of a run, so many seconds of domain time after it was due."""
    SLOT_LAG.labels(job).observe(max(0.0, lag_s))


def ended(job: str, outcome: str) -> None:
    """A runner's work on a run ended: done, stopped, retry, failed, lost."""
    JOB_RUNS.labels(job, outcome).inc()
