"""Several worker processes as one: each writes its values to files, the master adds them up."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psutil
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def make_folder(folder: Path) -> None:
    """An empty folder for the files of this run; OSError if it cannot be made."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)


def living() -> set[int]:
    """This process and those that it started."""
    return {os.getpid(), *(child.pid for child in psutil.Process().children())}


class Workers(Collector):
    """The sum of what all workers of this run have counted, those that ended too; of levels only
    what the living say."""

    def __init__(self, folder: Path, alive: Callable[[], Iterable[int]] = living) -> None:
        self._folder, self._alive = folder, alive
        self._merged = MultiProcessCollector(None, str(folder))  # type: ignore[no-untyped-call]

    def collect(self) -> Iterator[Metric]:
        """Reads the files anew."""
        alive = {str(pid) for pid in self._alive()}
        for path in self._folder.glob("gauge_live*.db"):
            pid = path.stem.rpartition("_")[2]
            if pid not in alive:
                mark_process_dead(pid, str(self._folder))  # type: ignore[no-untyped-call]
        yield from self._merged.collect()  # type: ignore[no-untyped-call]
