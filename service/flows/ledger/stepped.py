"""What every step of a closing is answered, and what it stands on."""

import msgspec

from rewards.ledger.days.closing import Closing, Place
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import LEDGER_CLOSINGS


class Stepped(msgspec.Struct, frozen=True, kw_only=True):
    """The step is done. `already` if somebody else has gone on: then nothing was changed."""

    already: bool = False


class From(msgspec.Struct, frozen=True, kw_only=True):
    """Where a step goes on from: how far this open day had come when the step was made."""

    day: str
    size: int
    place: Place | None


def standing(view: View, at: From) -> Closing | None:
    """The closing, if it is still where the step was made for."""
    closing = view.get(LEDGER_CLOSINGS, CURRENT)
    if closing is None or not closing.open:
        return None
    here = From(day=closing.day, size=closing.size, place=closing.place)
    return closing if here == at else None
