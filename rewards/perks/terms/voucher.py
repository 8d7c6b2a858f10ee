"""What a voucher costs and how long it is good for."""

from typing import Annotated

import msgspec

from rewards.ledger.amount import Amount


class VoucherTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bought for `seeds`, redeemed once within `days`. Until then it can be given back, for all of
    its seeds, if `returnable`; what runs out unredeemed is given back by itself."""

    seeds: Amount
    days: Annotated[int, msgspec.Meta(ge=1, le=366)]
    returnable: bool = True
