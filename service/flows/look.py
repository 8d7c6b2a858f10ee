"""What a merchant learns of a member stands in that member's access log."""

from typing import Any

from service.members.access_entry import AccessEntry, Looker
from service.members.consents import Purpose
from service.store.path.command import Append, Command
from service.store.schema.page import ACCESS_LOG


def look_of_merchant(
    command: Command[Any],
    account: str,
    *,
    why: str,
    answered: str,
    purpose: Purpose = Purpose.ELIGIBILITY,
) -> Append:
    """The row for the log of `account`: why is a perk, `answered` what the merchant learned.

    Its id is the command's first, and the merchant is the one that the body names.
    """
    entry = AccessEntry(
        id=command.ids[0],
        account=account,
        looker=Looker.MERCHANT,
        who=command.body.merchant,
        purpose=purpose,
        why=why,
        at=command.domain_at,
        answered=answered,
    )
    return Append(ACCESS_LOG, entry)
