"""Makes a real server fail: the `failCommand` fail point, limited to one client."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def failing(client: Any, *commands: str, times: int | None = 1, **how: Any) -> Iterator[None]:
    """The server fails these commands `times` times (None: until the end), in the given way."""
    mode: Any = "alwaysOn" if times is None else {"times": times}
    data = {"failCommands": list(commands), "appName": "seedbank", **how}
    client.admin.command("configureFailPoint", "failCommand", mode=mode, data=data)
    try:
        yield
    finally:
        client.admin.command("configureFailPoint", "failCommand", mode="off")
