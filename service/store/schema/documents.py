"""Documents that only the shell has: claims and logs."""

from datetime import datetime

import msgspec


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Something that only one may have, e.g. `contact:<hash>`; `holder` is the id of who has it."""

    id: str
    holder: str
    at: datetime
