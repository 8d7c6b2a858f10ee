"""Grant a consent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from service.members.account import Account
from service.members.agreed_text import agreed_text
from service.members.change import Changed, entry, raised, with_grant
from service.members.consents import ConsentText, Grant, Purpose, in_force
from service.members.minors import NotForMinors, may_not_consent
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
    | NotForMinors
)


def grant(
    account: Account,
    *,
    counterparty: str,
    texts: Sequence[ConsentText],
    shown_sha256: str,
    at: datetime,
    numbers: MemberNumbers,
    days: int | None = None,
) -> Changed | Refused:
    """Consent to the purpose of `texts` for `counterparty`, for `days` from `at`.

    `texts` are the one in force in each language, the programme's own first; `shown_sha256` is the
    hash of that on the member's screen. Granting again replaces end and text. Consents that have
    ended are dropped from the account on the way; their history stays.
    """
    lasting = numbers.consent_days if days is None else days
    refused = _may_not(account, texts[0].purpose, at)
    if refused is not None:
        return refused
    text = agreed_text(texts, shown_sha256)
    if isinstance(text, ConsentTextChanged):
        return text
    if not 1 <= lasting <= numbers.consent_days_max:
        return ConsentTooLong(days=lasting, most=numbers.consent_days_max)
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
    row = entry(after, text.purpose, counterparty, at, granted, text.language)
    return Changed(account=after, history=(row,))


def _may_not(
    account: Account, purpose: Purpose, at: datetime
) -> EnrolmentIsActivation | MembershipNotActive | NotForMinors | None:
    if purpose is Purpose.ENROLMENT:
        return EnrolmentIsActivation(state=account.state)
    if account.state is not State.ACTIVE:
        return MembershipNotActive(state=account.state)
    return may_not_consent(account, purpose, at)


def _without_ended(account: Account, at: datetime) -> Account:
    kept = tuple(each for each in account.consents if in_force(each, at))
    return msgspec.structs.replace(account, consents=kept)
