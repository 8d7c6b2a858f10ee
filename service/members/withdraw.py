"""Withdraw a consent. Possible in every state, with effect at once."""

from datetime import datetime

import msgspec

from rewards.perks.badges.share import unshare_with
from service.members.account import Account
from service.members.change import Changed, entry, raised, with_state
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.numbers import MemberNumbers
from service.members.refusals import NoConsent
from service.members.resume import after_pause, running
from service.members.states import State


def withdraw(
    account: Account, *, purpose: Purpose, counterparty: str, at: datetime, numbers: MemberNumbers
) -> Changed | NoConsent:
    """Take the consent back. Withdrawing the enrolment closes the membership, which ends a pause.

    Closing takes every other consent with it: who comes back is asked again, not bound by what was
    said before. A consent that has ended by itself is refused like one never given; during a pause
    none ends.
    """
    given = running(account, at, numbers)
    gone = tuple(
        each for each in given if (each.purpose, each.counterparty) == (purpose, counterparty)
    )
    if not gone:
        return NoConsent(purpose=purpose, counterparty=counterparty)
    if (purpose, counterparty) == (Purpose.ENROLMENT, PROGRAMME):
        left = after_pause(account, at, numbers) if account.state is State.PAUSED else account
        return _take(with_state(left, State.CLOSING, at), given, at)
    return _take(account, gone, at)


def _take(account: Account, gone: tuple[Grant, ...], at: datetime) -> Changed:
    kept = tuple(each for each in account.consents if each not in gone)
    # What was shared under it ends too: who agrees once more has to share once more.
    told = (each.counterparty for each in gone if each.purpose is Purpose.BADGE)
    badges = unshare_with(account.badges, told)
    after = raised(msgspec.structs.replace(account, consents=kept, badges=badges))
    history = tuple(entry(after, each.purpose, each.counterparty, at, None) for each in gone)
    return Changed(account=after, history=history)
