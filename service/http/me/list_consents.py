"""GET /v1/me/consents."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import TheMeans
from service.members.consents import Grant, Purpose
from service.members.resume import running


class Consent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One consent in force; without `ends_at` it lasts until it is withdrawn. While the membership
    is paused none acts and none ends: `ends_at` is later by the pause once that is over."""

    purpose: Purpose
    counterparty: str
    granted_at: Instant
    text_sha256: str
    ends_at: Instant | None = None


class Consents(msgspec.Struct, frozen=True, kw_only=True):
    """All that are in force, oldest first."""

    consents: tuple[Consent, ...]


@get("/consents", operation_id="listConsents", tags=["consents"])
async def list_consents(means: TheMeans, caller: TheMember) -> Consents:
    """What the caller has agreed to and not taken back."""
    account, now = await own_account(means, caller), means.domain_now()
    given = running(account, now, means.programme.numbers.members)
    return Consents(consents=tuple(_consent(grant) for grant in given))


def _consent(grant: Grant) -> Consent:
    return Consent(
        purpose=grant.purpose,
        counterparty=grant.counterparty,
        granted_at=grant.granted_at,
        text_sha256=grant.text_sha256,
        ends_at=grant.ends_at,
    )
