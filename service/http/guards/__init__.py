"""Who is asking. Three kinds of caller, three kinds of credentials, none good at another's door.

`member_only`, `merchant_only` and `display_only` are litestar guards: they run before a body is
read. Handlers take the caller that the guard found as a dependency.
"""

from service.http.guards.callers import Display, Member, Merchant
from service.http.guards.guards import (
    TheDisplay,
    TheMember,
    TheMerchant,
    display_only,
    member_only,
    merchant_only,
)

__all__ = [
    "Display",
    "Member",
    "Merchant",
    "TheDisplay",
    "TheMember",
    "TheMerchant",
    "display_only",
    "member_only",
    "merchant_only",
]
