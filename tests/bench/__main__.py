"""Runs every comparison and prints a table."""

import argparse
import tempfile
from pathlib import Path

import uvloop

from service.store.embedded import Mongod, start_mongod
from tests.bench import in_process
from tests.bench.table import row, title

IN_PROCESS = (
    ("64 callers", 64, 20_000),
    ("256 callers", 256, 20_000),
    ("64 callers, 100 hot accounts", 64, 100),
)


async def compare(mongod: Mongod, seconds: float) -> None:
    """Every comparison, arm by arm."""
    title("A whole task completion, in process")
    for name, callers, members in IN_PROCESS:
        arms = {
            arm: (
                await in_process.run(mongod, arm, callers=callers, members=members, seconds=seconds)
            )[0]
            for arm in in_process.ARMS
        }
        row(name, plain=arms["plain"], ours=arms["batched"])


def main() -> None:
    """`python -m tests.bench [--seconds S]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each arm runs")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, start_mongod(Path(folder)) as mongod:
        uvloop.run(compare(mongod, seconds))


if __name__ == "__main__":
    main()
