"""Processes as the system sees them, and which program it is that runs."""

import platform
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version

import psutil
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

LABELS = ("program", "pid")
Pids = Callable[[], Iterable[int]]


class Processes(Collector):
    """Asked at each scrape, so that nobody has to report."""

    def __init__(self, pids: Pids) -> None:
        """`pids` names the processes of this service that live now."""
        self._pids = pids

    def collect(self) -> Iterator[Metric]:
        """A sample of each metric for each process, the embedded database's too."""
        cpu = CounterMetricFamily("seedbank_process_cpu_seconds", "CPU time used", labels=LABELS)
        memory = _gauge("resident_bytes", "Memory held")
        files = _gauge("open_files", "File descriptors open")
        begun = _gauge("start_time_seconds", "When it was started, Unix time")
        for pid in self._pids():
            try:
                process = psutil.Process(pid)
                with process.oneshot():
                    labels = [process.name(), str(pid)]
                    times = process.cpu_times()
                    cpu.add_metric(labels, times.user + times.system)
                    memory.add_metric(labels, process.memory_info().rss)
                    files.add_metric(labels, process.num_fds())
                    begun.add_metric(labels, process.create_time())
            except psutil.Error:  # it has just ended
                continue
        yield from (cpu, memory, files, begun, _build())


def _gauge(name: str, what: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"seedbank_process_{name}", what, labels=LABELS)


def _build() -> InfoMetricFamily:
    versions = {
        "version": version("seedbank"),
        "python": platform.python_version(),
        "pymongo": version("pymongo"),
        "granian": version("granian"),
    }
    return InfoMetricFamily("seedbank_build", "Which program this is", value=versions)
