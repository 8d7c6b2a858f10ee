"""An operator approves or declines an application."""

from collections.abc import Iterable

from rewards.perks.merchants.application import Application, approve, decline
from rewards.perks.merchants.named import may_be_called
from rewards.perks.merchants.refusals import ApplicationUnknown
from rewards.perks.merchants.standing import registered
from rewards.refusal import Refusal
from service.flows.merchants.apply_as_merchant import ApplicationStep
from service.flows.merchants.standing import stand, standing_needs
from service.flows.operators.audited import OperatorBody, audited
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import APPLICATIONS, STANDINGS


class DecideApplication(OperatorBody, frozen=True, kw_only=True):
    """Which one; `merchant` is the id that it gets in the programme, None for a no."""

    application: str
    merchant: str | None


def needs(command: Command[DecideApplication], _view: View) -> Iterable[Key]:
    """The application, and the standing that the merchant may have."""
    yield APPLICATIONS.key(command.body.application)
    if command.body.merchant is not None:
        yield from standing_needs(command.body.merchant)


def decide(command: Command[DecideApplication], view: View) -> Outcome[ApplicationStep]:
    """Decided once and for all. Who is approved is a merchant when the programme names it."""
    body = command.body
    application = view.get(APPLICATIONS, body.application)
    if application is None:
        return Outcome(ApplicationUnknown())
    if body.merchant is not None:
        return _approved(command, view, application, body.merchant)
    declined = decline(
        application,
        reason=body.reason,
        at=command.at,
        numbers=command.programme.numbers.merchants,
    )
    if isinstance(declined, Refusal):
        return Outcome(declined)
    return Outcome(ApplicationStep.of(declined), (Put(APPLICATIONS, declined),))


def _approved(
    command: Command[DecideApplication], view: View, application: Application, merchant: str
) -> Outcome[ApplicationStep]:
    approved = approve(application, merchant, reason=command.body.reason, at=command.at)
    if isinstance(approved, Refusal):
        return Outcome(approved)
    standing = view.get(STANDINGS, merchant)
    taken = may_be_called(
        command.programme.merchants, merchant, application.registry_number, standing
    )
    if taken is not None:
        return Outcome(taken)
    after = registered(merchant, application, standing)
    effects = (Put(APPLICATIONS, approved), stand(standing, after))
    return Outcome(ApplicationStep.of(approved), effects)


DECIDE_APPLICATION = audited(
    Rule("decide_merchant_application", ApplicationStep, needs, decide),
    lambda command: f"merchant_application:{command.body.application}",
)
