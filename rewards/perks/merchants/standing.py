"""Where a merchant stands with the programme: who stands for it, and whether it is suspended."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.merchants.application import Application
from rewards.perks.merchants.refusals import MerchantSuspended
from rewards.perks.merchants.registry import same_person


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a merchant beside what the programme document says of it. `id` is the
    merchant's; one of which nothing is known has none, and is not suspended.

    `person` is the legal representative's name as it is compared. `suspended_because` is the
    operator's reason, for the merchant to read; both are None unless it is suspended now.
    """

    id: str
    legal_representative: str = ""
    person: str = ""
    application: str | None = None
    suspended_at: Instant | None = None
    suspended_because: str | None = None
    version: int = 1


def registered(merchant: str, application: Application, before: Standing | None) -> Standing:
    """The standing of a merchant whose application was approved."""
    known = represented(merchant, application.legal_representative, before)
    return msgspec.structs.replace(known, application=application.id)


def represented(merchant: str, name: str, before: Standing | None) -> Standing:
    """The same, with the name of its legal representative; an empty one takes it away."""
    return msgspec.structs.replace(
        before or Standing(id=merchant),
        legal_representative=name,
        person=same_person(name),
    )


def suspended(merchant: str, before: Standing | None, *, because: str, at: Instant) -> Standing:
    """Suspended from now on; whoever is so already stays so since then, for the first reason."""
    standing = before or Standing(id=merchant)
    if standing.suspended_at is not None:
        return standing
    return msgspec.structs.replace(standing, suspended_at=at, suspended_because=because)


def reinstated(before: Standing) -> Standing:
    """As any other merchant again."""
    return msgspec.structs.replace(before, suspended_at=None, suspended_because=None)


def may_begin(standing: Standing | None) -> MerchantSuspended | None:
    """Why nothing new may begin at this merchant: no check, pass, rental, sale or report. What has
    begun may always be ended: members would be the ones to lose by it."""
    if standing is None or standing.suspended_at is None:
        return None
    return MerchantSuspended(merchant=standing.id, since=standing.suspended_at)
