"""Short words for scenarios about membership."""

from datetime import datetime

from service.members.account import Account
from service.members.activate import activate
from service.members.change import Changed
from service.members.consents import Purpose
from service.members.grant import grant
from service.members.numbers import MemberNumbers
from service.programme import consent_text
from service.programme_demo import DEMO
from tests.people import ALICE, NOON, UMBRELLA_KIOSK, account_of

NUMBERS = MemberNumbers()
TEXTS = {purpose: consent_text(DEMO, purpose) for purpose in Purpose}
ENROLMENT = TEXTS[Purpose.ENROLMENT]


def enrolled() -> Account:
    """Alice, active since noon."""
    changed = activate(
        account_of(ALICE),
        texts=(ENROLMENT,),
        shown_sha256=ENROLMENT.sha256,
        at=NOON,
        numbers=NUMBERS,
    )
    assert isinstance(changed, Changed)
    return changed.account


def granting(
    account: Account,
    purpose: Purpose = Purpose.ELIGIBILITY,
    counterparty: str = UMBRELLA_KIOSK,
    *,
    at: datetime = NOON,
    days: int | None = None,
    shown: str | None = None,
    numbers: MemberNumbers = NUMBERS,
):
    """Grant with the demo's text."""
    return grant(
        account,
        counterparty=counterparty,
        texts=(TEXTS[purpose],),
        shown_sha256=TEXTS[purpose].sha256 if shown is None else shown,
        at=at,
        numbers=numbers,
        days=days,
    )


def granted(account: Account, *args, **kwargs) -> Account:
    """The account after a grant that must succeed."""
    changed = granting(account, *args, **kwargs)
    assert isinstance(changed, Changed)
    return changed.account
