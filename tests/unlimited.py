"""Limits that no test and no measurement reaches: the limits themselves have tests of their own."""

from service.limits.numbers import RateNumbers
from service.limits.rate import BreakerRate, Rate

PLENTY = Rate(times=1_000_000, seconds=3600)
PLENTY_IN_ALL = BreakerRate(times=1_000_000, seconds=3600, open_seconds=1)

_RATES = RateNumbers()
UNLIMITED = RateNumbers(
    **{
        name: PLENTY if isinstance(getattr(_RATES, name), Rate) else PLENTY_IN_ALL
        for name in RateNumbers.__struct_fields__
    }
)
