"""How many seeds a number may say: whole ones, within what JSON readers and BSON agree on."""

from typing import Annotated

import msgspec

AMOUNT_MAX = 2**53 - 1
"""Seeds. The largest integer that a double, and so any JSON reader, still holds exactly."""

Amount = Annotated[int, msgspec.Meta(ge=1, le=AMOUNT_MAX)]
Balance = Annotated[int, msgspec.Meta(ge=0, le=AMOUNT_MAX)]
