"""How many changes of the ledger its tests notice: `make mutate`, after mutmut has run.

A mutant is the ledger with one small mistake in it. One that no test notices has survived: either a
test is missing, or the mistake makes no difference to anybody; the latter are named here.
"""

import json
import sys
from pathlib import Path

LEAST_PERCENT = 85
STATS = Path("mutants/mutmut-cicd-stats.json")

# Function -> why mutants of it may survive. They count as survivors all the same.
NO_DIFFERENCE = {
    "collect._repay": "`lots` of what is repaid: only the refund of a spending asks for it",
    "earn._make_room": "a basket with just one place left goes the longer way, and loses nothing",
    "spending.invariants._booked": "nothing is posted of what is not, and nobody holds 0 seeds",
    "statement._party": "names of ledger accounts have one colon at most",
}


def main() -> int:
    """Prints the score; 1 if it is below what is promised."""
    stats = json.loads(STATS.read_text())
    noticed = stats["killed"] + stats["timeout"] + stats["segfault"]
    percent = 100 * noticed / stats["total"]
    print(f"{noticed} of {stats['total']} mutants noticed: {percent:.1f} %, of {LEAST_PERCENT} %")
    print(f"{stats['survived']} survived, {stats['no_tests']} ran in no test")
    print("each by name: .venv/bin/mutmut results; one in full: .venv/bin/mutmut show NAME")
    for name, reason in NO_DIFFERENCE.items():
        print(f"makes no difference in {name}: {reason}")
    return percent < LEAST_PERCENT


if __name__ == "__main__":
    sys.exit(main())
