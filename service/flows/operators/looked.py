"""What an operator learns of a member stands in that member's access log, with the reason."""

import hashlib
from typing import Any

from service.members.access_entry import AccessEntry, Looker
from service.members.consents import Purpose
from service.store.path.command import Append, Command
from service.store.schema.page import ACCESS_LOG


def look_of_operator(command: Command[Any], account: str, what: str) -> Append:
    """The row for the log of `account`; `what` is a short code of what was looked at or done.

    For rules made with `audited`: the body has the reason. One row for each account and `what`.
    """
    return Append(
        ACCESS_LOG,
        AccessEntry(
            id=_id(command, account, what),
            account=account,
            looker=Looker.OPERATOR,
            who=command.caller.partition(":")[2] or command.caller,
            # They look because there is a membership at all, not by any consent of its own.
            purpose=Purpose.ENROLMENT,
            why=command.body.reason,
            at=command.domain_at,
            answered=what,
        ),
    )


def _id(command: Command[Any], account: str, what: str) -> str:
    """32 hex digits: the same however often the transaction runs, as for rows of the audit log."""
    if command.key is None:
        raise ValueError(f"{command.rule.kind} is told to a member and needs an idempotency key")
    parts = (command.caller, command.key, command.at.isoformat(), account, what)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
