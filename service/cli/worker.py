"""What a server's worker process runs: the application, which ends when its master has gone.

The master starts the workers and watches them; nobody watches the master. A worker that outlived it
would keep the port, and the next `seedbank serve` could not start.
"""

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import wait

from litestar import Litestar

from service.app import application as make_application
from service.cli.serve import DRAIN_MARGIN_S
from service.settings import Settings


def application() -> Litestar:
    """The application, tied to the process that started this one."""
    master = multiprocessing.parent_process()
    if master is not None:
        patience_s = Settings.load(os.environ).deadline_ms / 1000 + DRAIN_MARGIN_S
        arguments = (master.sentinel, patience_s)
        threading.Thread(target=_end_after, args=arguments, daemon=True).start()
    return make_application()


def _end_after(sentinel: int, patience_s: float) -> None:
    """Waits for the master's end, then stops as the master would have it: in order, or by force."""
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(patience_s)
    os.kill(os.getpid(), signal.SIGKILL)
