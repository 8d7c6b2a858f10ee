"""Runs every comparison and prints a table."""

import argparse
import tempfile
from pathlib import Path

from service.store.embedded import start_mongod
from tests.bench import table
from tests.bench.case import Kept, kept, run
from tests.bench.cases import cases
from tests.bench.start_up import start_up

GROUPS = (
    *("in-process", "lending", "settling", "publishing"),
    *("http", "checks", "reads", "ranks", "start"),
)


def compare(seconds: float, rounds: int, only: list[str], accounts: int) -> list[Kept]:
    """Every comparison of these groups, on one MongoDB."""
    found: list[Kept] = []
    with tempfile.TemporaryDirectory() as folder, start_mongod(Path(folder)) as mongod:
        for case in cases(mongod, seconds, accounts):
            if case.group in only:
                table.title(case.text)
                runs = run(case, rounds, table.arm)
                table.medians(runs)
                found += kept(case, runs)
    return found


def main() -> None:
    """`python -m tests.bench [--seconds S] [--rounds N] [--only GROUP ...] [--accounts A]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each arm runs")
    parser.add_argument("--rounds", type=int, default=2, help="how often each arm runs")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--accounts", type=int, default=50_000, help="how many are scored")
    wanted = parser.parse_args()
    found = compare(wanted.seconds, wanted.rounds, wanted.only, wanted.accounts)
    if found:
        table.promises(found)
    if "start" in wanted.only:
        table.rest(start_up())


if __name__ == "__main__":
    main()
