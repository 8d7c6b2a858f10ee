"""Run as a script: ties this process to its owner, then becomes the server.

`python tether.py OWNER_PID PROGRAM ARGUMENT...`. The kernel sends SIGTERM when the thread that
started us ends, so a server never outlives a killed owner. This is a program and not a
`preexec_fn` because Python code between fork and exec can hang in a process with threads.
Only Linux has this signal; elsewhere an orphan is noticed by the lock at the next start.
Exits with 126 when the program cannot be run.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CANNOT_RUN = 126


def main(owner: str, program: str, *arguments: str) -> None:
    """Becomes `program`, or exits with 126 and one line on stderr."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(owner):  # it died before we asked for the signal
        sys.exit("the owner has ended")
    try:
        os.execv(program, [program, *arguments])  # noqa: S606 - no shell is the point
    except OSError as error:
        print(f"cannot run {program}: {error.strerror}", file=sys.stderr)
        sys.exit(CANNOT_RUN)


if __name__ == "__main__":
    main(*sys.argv[1:])
