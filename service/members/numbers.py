"""The numbers of membership on one page, with units and reasons; the programme decides."""

from typing import Annotated

import msgspec


class MemberNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long consents last and how many there are."""

    # Days a consent lasts if the member names no end: a season of use, then asked again.
    consent_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 90
    # Days a consent may last at most; nobody agrees to anything for ever.
    consent_days_max: Annotated[int, msgspec.Meta(ge=1, le=365)] = 365
    # Consents in force at once: it bounds the account document.
    consents_max: Annotated[int, msgspec.Meta(ge=5, le=1_000)] = 200
