"""Use a pass: once, in time, where it was meant to be shown."""

from datetime import datetime

import msgspec

from rewards.perks.passes import Pass, PassState
from rewards.perks.refusals import PassExpired, PassForAnotherMerchant, PassUsed, UnknownPass
from rewards.refusal import Refusal


def use_pass(
    shown: Pass | None, *, merchant: str, at: datetime, terminal: str = ""
) -> Pass | UnknownPass | PassForAnotherMerchant | PassUsed | PassExpired:
    """The pass, used at `at`. `shown` is what the store found under the token.

    Answer a merchant with `for_merchant` of what this says. Used comes before expired: a second
    scan a minute later is still a second scan.
    """
    if shown is None:
        return UnknownPass()
    if shown.merchant != merchant or shown.terminal not in ("", terminal):
        return PassForAnotherMerchant(merchant=merchant, meant_for=shown.merchant)
    if shown.state is PassState.USED:
        return PassUsed(used_at=shown.used_at or shown.issued_at)
    if shown.expires_at <= at:
        return PassExpired(expired_at=shown.expires_at)
    return msgspec.structs.replace(shown, state=PassState.USED, used_at=at)


def for_merchant(refusal: Refusal) -> Refusal:
    """The refusal as the asking merchant may see it.

    A pass meant for another merchant is answered like one that does not exist: the difference would
    tell a merchant that a customer is at a competitor's counter at this minute, and let it test
    stolen codes. Used and expired stay apart, for they only speak of a pass that was made for this
    very merchant, and the person at the counter needs to know what to do: ask for a fresh one.
    """
    return UnknownPass() if isinstance(refusal, PassForAnotherMerchant) else refusal
