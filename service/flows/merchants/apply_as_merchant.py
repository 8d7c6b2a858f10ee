"""A business applies to become a merchant."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.perks.merchants.application import Application, ApplicationState, wait
from rewards.perks.merchants.named import not_named
from rewards.perks.merchants.registry import registry_number
from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import APPLICATIONS


class ApplyAsMerchant(msgspec.Struct, frozen=True, kw_only=True):
    """What the business says of itself. `application` is an id that follows from it and that nobody
    else can make: the same words sent again are the same application."""

    application: str
    name: str
    registry_number: str
    legal_representative: str
    contact: str
    offer: str
    charity: bool


class ApplicationStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What has become of an application. Nobody's name, as it is stored to be repeated."""

    id: str
    state: ApplicationState
    decided_at: Instant | None = None
    merchant: str | None = None
    ends_at: Instant | None = None

    @classmethod
    def of(cls, application: Application) -> "ApplicationStep":
        """Of one that has just moved."""
        return cls(
            id=application.id,
            state=application.state,
            decided_at=application.decided_at,
            merchant=application.merchant,
            ends_at=application.ends_at,
        )


def needs(command: Command[ApplyAsMerchant], _view: View) -> Iterable[Key]:
    """The application, in case that it was sent before."""
    yield APPLICATIONS.key(command.body.application)


def decide(command: Command[ApplyAsMerchant], view: View) -> Outcome[ApplicationStep]:
    """Kept until somebody has looked at it, for so many days at most."""
    body, programme = command.body, command.programme
    known = view.get(APPLICATIONS, body.application)
    if known is not None:
        return Outcome(ApplicationStep.of(known))
    number = registry_number(body.registry_number)
    if isinstance(number, Refusal):
        return Outcome(number)
    named = not_named(programme.merchants, number)
    if named is not None:
        return Outcome(named)
    application = wait(
        Application(
            id=body.application,
            name=body.name,
            registry_number=number,
            legal_representative=body.legal_representative,
            contact=body.contact,
            offer=body.offer,
            charity=body.charity,
            at=command.at,
        ),
        numbers=programme.numbers.merchants,
    )
    return Outcome(ApplicationStep.of(application), (Insert(APPLICATIONS, application),))


APPLY_AS_MERCHANT = Rule("apply_as_merchant", ApplicationStep, needs, decide)
