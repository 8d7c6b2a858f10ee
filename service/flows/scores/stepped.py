"""What every step of a publication is answered, and what it stands on."""

import msgspec

from rewards.score.cycles.revision import Revision
from service.store.path.state import View
from service.store.schema.page import CYCLES


class Stepped(msgspec.Struct, frozen=True, kw_only=True):
    """The step is done. `already` if somebody else has gone on: then nothing was changed."""

    already: bool = False


class From(msgspec.Struct, frozen=True, kw_only=True):
    """Where a step goes on from: how many leaves this revision had when the step was made."""

    revision: str
    size: int


def standing(view: View, at: From) -> Revision | None:
    """The revision, if it is still where the step was made for."""
    found = view.get(CYCLES, at.revision)
    return found if found is not None and found.is_open and found.size == at.size else None
