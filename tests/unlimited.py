"""Limits that no test and no measurement reaches: the limits themselves have tests of their own."""

import msgspec

from service.limits.numbers import RateNumbers
from service.limits.rate import BreakerRate, Rate
from service.programme import Programme

PLENTY = Rate(times=1_000_000, seconds=3600)
PLENTY_IN_ALL = BreakerRate(times=1_000_000, seconds=3600, open_seconds=1)

_RATES = RateNumbers()
UNLIMITED = RateNumbers(
    **{
        name: PLENTY if isinstance(getattr(_RATES, name), Rate) else PLENTY_IN_ALL
        for name in RateNumbers.__struct_fields__
    }
)


def unlimited(programme: Programme) -> Programme:
    """The same programme with these limits, for servers that are processes of their own."""
    numbers = msgspec.structs.replace(programme.numbers, rates=UNLIMITED)
    return msgspec.structs.replace(programme, numbers=numbers)
