"""A partner of the programme."""

from typing import Annotated

import msgspec


class Merchant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`registry_number` is how the world knows it: a Unified Social Credit Code or another.

    A `charity` confirms charity tasks, and may have a pool of seeds that members give to it.
    """

    id: str
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    registry_number: Annotated[str, msgspec.Meta(min_length=4, max_length=32)]
    charity: bool = False
