"""What an operator did: one row per action, written with its effect and never changed."""

import msgspec

from rewards.calendar import Instant


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to what, when and why, in server time.

    actor:   `operator:<name>` at a door, `console:<user>` at the command line.
    action:  the kind of the command, e.g. `revoke_merchant_key`.
    subject: what it was done to, e.g. `merchant_key:0f3a`.
    outcome: `done`, or the code of the refusal where a refused try is worth keeping.
    request: the id of the request that its caller was told too; empty at the command line.
    """

    id: str
    at: Instant
    actor: str
    action: str
    subject: str
    reason: str
    request: str
    outcome: str
