"""Grant a consent."""

from datetime import datetime, timedelta

import msgspec

from service.members.account import Account
from service.members.change import Changed, entry, raised, with_grant
from service.members.consents import ConsentText, Grant, Purpose, in_force
from service.members.numbers import MemberNumbers
from service.members.refusals import (
    ConsentTextChanged,
    ConsentTooLong,
    EnrolmentIsActivation,
    MembershipNotActive,
    TooManyConsents,
)
from service.members.states import State

Refused = (
    MembershipNotActive
    | EnrolmentIsActivation
    | ConsentTextChanged
    | ConsentTooLong
    | TooManyConsents
)


def grant(
    account: Account,
    *,
    counterparty: str,
    text: ConsentText,
    shown_sha256: str,
    at: datetime,
    numbers: MemberNumbers,
    days: int | None = None,
) -> Changed | Refused:
    """Consent to `text` (its purpose) for `counterparty`, for `days` from `at`.

    Granting again replaces end and text. Consents that have ended are dropped from the account on
    the way; their history stays.
    """
    lasting = numbers.consent_days if days is None else days
    refused = _refused(account, text, shown_sha256, lasting, numbers)
    if refused is not None:
        return refused
    granted = Grant(
        purpose=text.purpose,
        counterparty=counterparty,
        granted_at=at,
        ends_at=at + timedelta(days=lasting),
        text_sha256=shown_sha256,
    )
    after = raised(with_grant(_without_ended(account, at), granted))
    if len(after.consents) > numbers.consents_max:
        return TooManyConsents(consents=len(after.consents) - 1, most=numbers.consents_max)
    return Changed(account=after, history=(entry(after, text.purpose, counterparty, at, granted),))


def _refused(
    account: Account, text: ConsentText, shown_sha256: str, days: int, numbers: MemberNumbers
) -> Refused | None:
    if text.purpose is Purpose.ENROLMENT:
        return EnrolmentIsActivation(state=account.state)
    if account.state is not State.ACTIVE:
        return MembershipNotActive(state=account.state)
    if shown_sha256 != text.sha256:
        return ConsentTextChanged(purpose=text.purpose, shown=shown_sha256, current=text.sha256)
    if not 1 <= days <= numbers.consent_days_max:
        return ConsentTooLong(days=days, most=numbers.consent_days_max)
    return None


def _without_ended(account: Account, at: datetime) -> Account:
    kept = tuple(each for each in account.consents if in_force(each, at))
    return msgspec.structs.replace(account, consents=kept)
