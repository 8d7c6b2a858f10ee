"""Money: whole minor units of the programme's one currency, never fractions, never seeds."""

from typing import Annotated

import msgspec

MINOR_MAX = 2**53 - 1
"""The largest integer that a double, and so any JSON reader, still holds exactly."""

Minor = Annotated[int, msgspec.Meta(ge=1, le=MINOR_MAX)]
"""An amount of money that is there: at least one minor unit."""
