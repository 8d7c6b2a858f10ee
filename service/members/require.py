"""Require a consent: asked by everything that uses or shows something about a member."""

from datetime import datetime

from service.members.account import Account
from service.members.consents import Purpose, in_force
from service.members.minors import NotForMinors, may_not_consent
from service.members.refusals import MembershipNotActive, NoConsent
from service.members.states import State


def require(
    account: Account, purpose: Purpose, counterparty: str, at: datetime
) -> MembershipNotActive | NotForMinors | NoConsent | None:
    """None if the membership is active and the consent in force, else why not.

    Reads only the account, which every decision loads anyway: a withdrawal acts on the next call.
    """
    if account.state is not State.ACTIVE:
        return MembershipNotActive(state=account.state)
    if (barred := may_not_consent(account, purpose, at)) is not None:
        return barred
    wanted = (purpose, counterparty)
    if any(
        (each.purpose, each.counterparty) == wanted and in_force(each, at)
        for each in account.consents
    ):
        return None
    return NoConsent(purpose=purpose, counterparty=counterparty)
