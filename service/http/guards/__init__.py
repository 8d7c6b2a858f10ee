"""Who is asking. Four kinds of caller, four kinds of credentials, none good at another's door.

`member_only`, `merchant_only`, `display_only` and `operator_only` are litestar guards: they run
before a body is read. Handlers take the caller that the guard found as a dependency. `kinds` has
the table of all guards.
"""

from service.http.guards.callers import Display, Member, Merchant, Operator
from service.http.guards.guards import (
    TheDisplay,
    TheMember,
    TheMerchant,
    TheOperator,
    display_only,
    member_only,
    merchant_only,
    operator_only,
)

__all__ = [
    "Display",
    "Member",
    "Merchant",
    "Operator",
    "TheDisplay",
    "TheMember",
    "TheMerchant",
    "TheOperator",
    "display_only",
    "member_only",
    "merchant_only",
    "operator_only",
]
