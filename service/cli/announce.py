"""Says where the server listens once it really answers."""

import threading
import time
import urllib.error
import urllib.request

import click

POLL_S = 0.1


def announce(address: str) -> None:
    """Prints the address when a worker answers there; returns at once."""
    threading.Thread(target=_wait_and_say, args=(address,), daemon=True).start()


def _wait_and_say(address: str) -> None:
    while not _answers(f"{address}/health/live"):
        time.sleep(POLL_S)
    click.echo(f"Seedbank listens at {address}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
