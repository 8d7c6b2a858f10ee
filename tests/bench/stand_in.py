"""Serves an application of the benchmark's own as `seedbank serve` would serve the real one.

`python -m tests.bench.stand_in no_store|find_each`. Same server, same options, same settings.
"""

import os
import sys
from importlib import import_module

from service.settings import Settings

if __name__ == "__main__":
    # By its whole name: the package calls a command the same.
    serve = import_module("service.cli.serve")
    serve.TARGET = f"tests.bench.{sys.argv[1]}:application"  # type: ignore[attr-defined]
    serve.run_server(Settings.load(os.environ))
