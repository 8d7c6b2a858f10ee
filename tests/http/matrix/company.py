"""Casts for one operation after another: fresh for those that change something."""

from tests.http.doors import Doors
from tests.http.matrix.cast import Caller, cast
from tests.http.matrix.operations import SAFE, Operation


class Company:
    """A cast takes a third of a second to make. A door that only shows something leaves it as it
    was, so the next such door has the same; whatever else was knocked at, nobody is met again."""

    def __init__(self, house: Doors) -> None:
        self._house = house
        self._untouched: list[Caller] | None = None

    async def cast_for(self, operation: Operation) -> list[Caller]:
        """Everybody. Also what a cast takes from the one before it, such as a merchant's endpoint,
        is there."""
        if operation.method not in SAFE:
            self._untouched = None
            return await cast(self._house)
        if self._untouched is None:
            self._untouched = await cast(self._house)
        return self._untouched
