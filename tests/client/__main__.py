"""`make client`: the same as the test, by hand, with every line of the journey."""

import sys
import tempfile
from pathlib import Path

from tests.client import toolchain
from tests.client.demo import running_demo


def main() -> None:
    """Installs, generates, compiles, and plays the journey against a demo of its own."""
    if lacking := toolchain.missing():
        sys.exit(f"please install {' and '.join(lacking)}: .ci/packages does")
    toolchain.install()
    toolchain.generate()
    toolchain.compile_all()
    print(f"compiled: {toolchain.FOLDER / 'generated' / 'api.ts'}")
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder)) as env:
        print(toolchain.journey(env), end="")


main()
