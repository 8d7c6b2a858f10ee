"""Looking through one's own consents, and the notice that asks for it once a year. Pure."""

from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from rewards.score.evidence import Evidence, EvidenceKind
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose, in_force
from service.members.numbers import MemberNumbers
from service.members.refusals import MembershipNotActive
from service.members.require import require
from service.members.states import State
from tasks.kinds import APP


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """The account that remembers the review, and the fact that it proves."""

    account: Account
    fact: Evidence
    next_at: Instant


class ReviewedRecently(Refusal, frozen=True, kw_only=True):
    """Consents were looked through not long ago; once a year counts, and nothing more."""

    reviewed_at: Instant
    next_at: Instant

    def detail(self) -> str:
        return (
            f"You looked through your consents at {self.reviewed_at.isoformat()}: "
            f"it counts again from {self.next_at.isoformat()} on."
        )


def review(
    account: Account, *, at: datetime, numbers: MemberNumbers
) -> Reviewed | MembershipNotActive | ReviewedRecently:
    """The account whose member has looked through the consents in force at `at`."""
    if account.state is not State.ACTIVE:
        return MembershipNotActive(state=account.state)
    every = timedelta(days=numbers.review_days)
    before = account.reviewed_at
    if before is not None and at < before + every:
        return ReviewedRecently(reviewed_at=before, next_at=before + every)
    # Reviews are more than a day apart, so a date names one.
    id_ = f"consents_reviewed:{account.id}:{at.date().isoformat()}"
    fact = Evidence(id=id_, kind=EvidenceKind.CONSENTS_REVIEWED, at=at, source=APP)
    return Reviewed(
        account=msgspec.structs.replace(account, reviewed_at=at), fact=fact, next_at=at + every
    )


def notice_due(since: datetime, at: datetime, numbers: MemberNumbers) -> datetime:
    """When the next notice is due that comes every so many days from `since` on: after `at`."""
    every = timedelta(days=numbers.notice_days)
    return since + every * max(1, (at - since) // every + 1)


def notice_of(account: Account, at: datetime) -> dict[str, str | int]:
    """What the yearly notice says: whether there is a score, and how many consents are in force
    beside the enrolment."""
    scored = require(account, Purpose.SCORE, PROGRAMME, at) is None
    given = (each for each in account.consents if each.purpose is not Purpose.ENROLMENT)
    running = sum(in_force(each, at) for each in given)
    return {"scored": "yes" if scored else "no", "consents": running}
