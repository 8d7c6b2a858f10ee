"""What a server's worker process runs: the application, which ends when its master has gone.

The master starts the workers and watches them; nobody watches the master. A worker that outlived it
would keep the port, and the next `seedbank serve` could not start.
"""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

from litestar import Litestar

from service.app import application as make_application


def application() -> Litestar:
    """The application, tied to the process that started this one."""
    master = multiprocessing.parent_process()
    if master is not None:
        threading.Thread(target=_end_after, args=(master.sentinel,), daemon=True).start()
    return make_application()


def _end_after(sentinel: int) -> None:
    """Waits for the master's end, then stops in order, as if the master had said so."""
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
