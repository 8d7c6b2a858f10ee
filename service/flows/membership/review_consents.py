"""A member has looked through all consents in force: a fact that counts once a year."""

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.evidence import evidence_row
from service.flows.own import own_account, own_needs
from service.members.review import review
from service.store.path.command import Append, Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, EVIDENCE


class ReviewConsents(msgspec.Struct, frozen=True, kw_only=True):
    """Whose."""

    account: str


class ConsentsReviewed(msgspec.Struct, frozen=True, kw_only=True):
    """It counts since `reviewed_at`, and again from `next_at` on."""

    reviewed_at: Instant
    next_at: Instant


def decide(command: Command[ReviewConsents], view: View) -> Outcome[ConsentsReviewed]:
    """The fact, which the account remembers to have."""
    account = own_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    at, numbers = command.domain_at, command.programme.numbers.members
    reviewed = review(account, at=at, numbers=numbers)
    if isinstance(reviewed, Refusal):
        return Outcome(reviewed)
    answer = ConsentsReviewed(reviewed_at=at, next_at=reviewed.next_at)
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, reviewed.account),
            Append(EVIDENCE, evidence_row(account.id, reviewed.fact, at=at)),
            Emit(account=account.id, kind="consents_reviewed", data=answer),
        ),
    )


REVIEW_CONSENTS = Rule("review_consents", ConsentsReviewed, own_needs, decide)
