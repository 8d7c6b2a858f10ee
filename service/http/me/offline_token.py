"""An offline pass with its token: signed anew whenever its member asks, and stored nowhere."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.offline.offline_pass import OfflinePass
from rewards.perks.offline.token import token_of
from service.flows.rentals.issue_offline_pass import OfflinePassIssued
from service.keys.ledger_key import LedgerKey


class OfflinePassView(msgspec.Struct, frozen=True, kw_only=True):
    """A promise to one till of one merchant: the perk, up to `amount_minor` of deposit, once, until
    before `until`. `token` is what its QR code says (docs/offline-pass.md). Until `held_until` the
    credit line holds it: so long the till has to bring it in."""

    id: str
    token: str
    perk: str
    merchant: str
    terminal: str
    amount_minor: int
    until: Instant
    held_until: Instant


def signed_pass(issued: OfflinePassIssued, key: LedgerKey) -> OfflinePassView:
    """The pass, signed with the key that is published."""
    said = OfflinePass(
        id=issued.id,
        key=key.id,
        perk=issued.perk,
        merchant=issued.merchant,
        terminal=issued.terminal,
        amount=issued.amount_minor,
        until=issued.until,
    )
    return OfflinePassView(token=token_of(key.sign_pass(said)), **msgspec.structs.asdict(issued))
