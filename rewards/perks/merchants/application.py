"""Somebody asks for their business to become a merchant of the programme."""

import enum
from datetime import timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import MerchantNumbers
from rewards.perks.merchants.refusals import ApplicationDecided


class ApplicationState(enum.StrEnum):
    """Whether somebody has looked at it, and what they found."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """What a business says of itself, and what an operator found.

    `registry_number` is as `registry.registry_number` has it; `contact` is where the applicant
    reads mail; `offer` is what members would get, in the applicant's words. Once approved it is
    `merchant`. `reason` is the operator's, for the applicant to read. What is not approved goes at
    `ends_at`: it names people, and nothing comes of it.
    """

    id: str
    name: str
    registry_number: str
    legal_representative: str
    contact: str
    offer: str
    charity: bool
    at: Instant
    state: ApplicationState = ApplicationState.WAITING
    decided_at: Instant | None = None
    reason: str = ""
    merchant: str | None = None
    ends_at: Instant | None = None
    version: int = 1


def wait(application: Application, *, numbers: MerchantNumbers) -> Application:
    """The application as it begins to wait, for so many days at most."""
    ends_at = application.at + timedelta(days=numbers.application_days)
    return msgspec.structs.replace(application, ends_at=ends_at)


def approve(
    application: Application, merchant: str, *, reason: str, at: Instant
) -> Application | ApplicationDecided:
    """It is a merchant, and stays known by what it has said."""
    if application.state is not ApplicationState.WAITING:
        return _decided(application)
    return msgspec.structs.replace(
        application,
        state=ApplicationState.APPROVED,
        decided_at=at,
        reason=reason,
        merchant=merchant,
        ends_at=None,
    )


def decline(
    application: Application, *, reason: str, at: Instant, numbers: MerchantNumbers
) -> Application | ApplicationDecided:
    """It is none. Kept for the applicant to read why, and to ask again."""
    if application.state is not ApplicationState.WAITING:
        return _decided(application)
    return msgspec.structs.replace(
        application,
        state=ApplicationState.DECLINED,
        decided_at=at,
        reason=reason,
        ends_at=at + timedelta(days=numbers.application_days),
    )


def _decided(application: Application) -> ApplicationDecided:
    if application.decided_at is None:
        raise ValueError(f"{application.id} is {application.state} and was never decided")
    return ApplicationDecided(state=application.state.value, decided_at=application.decided_at)
