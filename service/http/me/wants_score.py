"""Whoever asks for scores of the own account has to want to be scored."""

from service.http.guards import Member
from service.http.me.self import own_account
from service.http.means import Means
from service.http.problems.raised import Refused
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require


async def who_wants_a_score(means: Means, caller: Member) -> Account:
    """The caller's account. Refused unless the consent is in force: a withdrawn one hides all."""
    account = await own_account(means, caller)
    refused = require(account, Purpose.SCORE, PROGRAMME, means.domain_now())
    if refused is not None:
        raise Refused(refused)
    return account
