"""One look at a member, shown to that member."""

import enum
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from service.members.consents import Purpose


class Looker(enum.StrEnum):
    """What kind of caller looked."""

    MERCHANT = "merchant"
    FRIEND = "friend"
    DISPLAY = "display"
    OPERATOR = "operator"


class AccessEntry(msgspec.Struct, frozen=True, kw_only=True):
    """`who` (an id of kind `looker`) looked at `account`, under `purpose`, and was told `answered`.

    `why` is a perk, a season of a board, or an operator's reason; `answered` is what the looker
    learned, never more. A refused look is an entry too. A board (`display`) has one per season.
    """

    id: str
    account: str
    looker: Looker
    who: str
    purpose: Purpose
    why: Annotated[str, msgspec.Meta(min_length=1)]
    at: Instant
    answered: Annotated[str, msgspec.Meta(min_length=1)]
