"""A page of holds, for members and merchants alike."""

import msgspec

from service.flows.spending.hold_view import HoldView


class HoldsPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    holds: tuple[HoldView, ...]
    next_cursor: str | None = None
