"""Resume a paused membership: every date that would have passed is later by the time of the pause.

A pause longer than the programme says gives no more time than that.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from rewards.ledger.put_off import put_off
from service.language.languages import DEFAULT, Language
from service.members.account import Account
from service.members.breaks import with_break
from service.members.change import Changed, entry, raised, with_state
from service.members.consents import Grant, in_force
from service.members.numbers import MemberNumbers
from service.members.pause import rested
from service.members.refusals import EnrolmentIsActivation
from service.members.states import State, WrongState, follow

NO_WORDS: Mapping[str, Language] = {}


def resume(
    account: Account,
    *,
    at: datetime,
    numbers: MemberNumbers,
    languages: Mapping[str, Language] = NO_WORDS,
) -> Changed | WrongState | EnrolmentIsActivation:
    """Make a paused membership active again; who is not enrolled has to enrol instead.

    A consent that ends later has a new row in its history. `languages` says by the hash of words in
    which language they are; of unknown ones English is said.
    """
    if account.state in (State.PENDING, State.CLOSING):
        return EnrolmentIsActivation(state=account.state)
    state = follow(account.state, State.ACTIVE)
    if isinstance(state, WrongState):
        return state
    later = _consents(account, given_back(account, at, numbers))
    after = raised(with_state(after_pause(account, at, numbers), State.ACTIVE, at))
    after = msgspec.structs.replace(after, consents=later)
    moved = (each for each in later if each not in account.consents)
    history = tuple(
        entry(
            after,
            each.purpose,
            each.counterparty,
            at,
            each,
            languages.get(each.text_sha256, DEFAULT),
        )
        for each in moved
    )
    return Changed(account=after, history=history)


def given_back(account: Account, at: datetime, numbers: MemberNumbers) -> timedelta:
    """By how much the dates of a paused account move at `at`."""
    return min(at - account.state_at, timedelta(days=numbers.pause_shift_days_max))


def running(account: Account, at: datetime, numbers: MemberNumbers) -> tuple[Grant, ...]:
    """The consents in force at `at`; of a paused account those that would be if it resumed then."""
    if account.state is not State.PAUSED:
        return tuple(each for each in account.consents if in_force(each, at))
    later = _consents(account, given_back(account, at, numbers))
    both = zip(account.consents, later, strict=True)
    return tuple(each for each, then in both if in_force(then, at))


def after_pause(account: Account, at: datetime, numbers: MemberNumbers) -> Account:
    """The account once its pause ends at `at`, in whatever state it goes on: nothing in its purse
    or its streak was lost by the pause."""
    since, by = account.state_at, given_back(account, at, numbers)
    return msgspec.structs.replace(
        account,
        purse=put_off(account.purse, by=by, since=since),
        streak=rested(account, at),
        breaks=with_break(account.breaks, since, at, most=numbers.breaks_max),
    )


def _consents(account: Account, by: timedelta) -> tuple[Grant, ...]:
    return tuple(
        msgspec.structs.replace(each, ends_at=each.ends_at + by)
        if each.ends_at is not None and by and in_force(each, account.state_at)
        else each
        for each in account.consents
    )
