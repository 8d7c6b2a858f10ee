"""A merchant asks at the counter: may the bearer of this pass have the perk?"""

from collections.abc import Iterable

import msgspec

from rewards.perks.decide_eligibility import (
    Eligible,
    Ineligible,
    MerchantAnswer,
    decide_eligibility,
    for_merchant,
)
from rewards.perks.find import find
from rewards.perks.passes import Pass
from rewards.perks.told import told
from rewards.perks.use_pass import for_merchant as refusal_for_merchant
from rewards.perks.use_pass import use_pass
from rewards.refusal import Refusal
from service.members.access_entry import AccessEntry, Looker
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.message import Message, MessageKind
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, snapshot_id
from service.store.schema.page import (
    ACCESS_LOG,
    ACCOUNTS,
    INBOX,
    PASSES,
    PUBLICATIONS,
    SNAPSHOTS,
)


class CheckEligibility(msgspec.Struct, frozen=True, kw_only=True):
    """`token` is what the member's code says."""

    merchant: str
    token: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """Yes or no to this perk, and nothing else: every no is the same."""

    perk: str
    answer: MerchantAnswer


class AnswerWithdrawn(Refusal, frozen=True, kw_only=True):
    """The member no longer lets this merchant ask."""

    def detail(self) -> str:
        return "This answer is no longer given out: ask the member for a new pass."


def needs(command: Command[CheckEligibility], view: View) -> Iterable[Key]:
    """The pass and the publication, then the account and its published score."""
    yield PASSES.key(command.body.token)
    yield PUBLICATIONS.key(CURRENT)
    shown = view.peek(PASSES, command.body.token)
    if shown is not None:
        yield ACCOUNTS.key(shown.account)
        publication = view.peek(PUBLICATIONS, CURRENT)
        if publication is not None:
            yield SNAPSHOTS.key(snapshot_id(publication, shown.account))


def decide(command: Command[CheckEligibility], view: View) -> Outcome[Checked]:
    """Uses up the pass; logs the look, whatever the answer; tells the member why."""
    body = command.body
    shown = view.get(PASSES, body.token)
    used = use_pass(shown, merchant=body.merchant, at=command.at)
    if isinstance(used, Refusal):
        return Outcome(refusal_for_merchant(used), _refused(command, view, shown, used))
    account = view.get(ACCOUNTS, used.account)
    decision = _decide(command, view, used, account)
    answer = Checked(perk=used.perk, answer=for_merchant(decision))
    telling = () if account is None else _tell(command, used, decision, answer)
    return Outcome(answer, (Put(PASSES, used), *telling))


def recheck(command: Command[CheckEligibility], view: View) -> Refusal | None:
    """An answer is not repeated once the member has ended the merchant's consent."""
    shown = view.get(PASSES, command.body.token)
    account = view.get(ACCOUNTS, shown.account) if shown else None
    if account is None:
        return None
    purpose, at = Purpose.ELIGIBILITY, command.domain_at
    ended = require(account, purpose, command.body.merchant, at) is not None
    # Not why: the merchant has no business with the state of a membership.
    return AnswerWithdrawn() if ended else None


def _decide(
    command: Command[CheckEligibility], view: View, used: Pass, account: Account | None
) -> Eligible | Ineligible:
    """What is missing counts as a no: the perk, the membership, a consent, the score."""
    perk, at = find(command.programme.perks, used.perk), command.domain_at
    if isinstance(perk, Refusal) or account is None:
        return Ineligible(perk=used.perk, at=at, reasons=())
    if require(account, Purpose.ELIGIBILITY, used.merchant, at) is not None:
        return Ineligible(perk=used.perk, at=at, reasons=())
    return decide_eligibility(
        perk,
        merchant=used.merchant,
        value=_score(view, account, command),
        levels=command.programme.numbers.score.scheme.levels,
        at=at,
    )


def _score(view: View, account: Account, command: Command[CheckEligibility]) -> int | None:
    """The published score, while the member wants to be scored."""
    publication = view.reference(PUBLICATIONS, CURRENT)
    refused = require(account, Purpose.SCORE, PROGRAMME, command.domain_at)
    if publication is None or refused is not None:
        return None
    snapshot = view.reference(SNAPSHOTS, snapshot_id(publication, account.id))
    return snapshot.score.value if snapshot and snapshot.score else None


def _refused(
    command: Command[CheckEligibility], view: View, shown: Pass | None, why: Refusal
) -> tuple[Effect, ...]:
    """A refused look is a look: it stands in the log of the member whose pass it was."""
    if shown is None or view.get(ACCOUNTS, shown.account) is None:
        return ()
    return (Append(ACCESS_LOG, _look(command, shown, f"refused: {why.code}")),)


def _tell(
    command: Command[CheckEligibility], used: Pass, decision: Eligible | Ineligible, answer: Checked
) -> tuple[Effect, ...]:
    """The look for the log, and why for the inbox."""
    message = Message(
        id=command.ids[1],
        account=used.account,
        kind=MessageKind.PERK_ANSWERED,
        at=command.domain_at,
        parameters={"merchant": used.merchant, "answer": answer.answer, **told(decision)},
    )
    return (
        Append(ACCESS_LOG, _look(command, used, answer.answer)),
        Append(INBOX, message),
        Emit(account=used.account, kind="eligibility_checked", data=answer),
    )


def _look(command: Command[CheckEligibility], shown: Pass, answered: str) -> AccessEntry:
    return AccessEntry(
        id=command.ids[0],
        account=shown.account,
        looker=Looker.MERCHANT,
        who=command.body.merchant,
        purpose=Purpose.ELIGIBILITY,
        why=shown.perk,
        at=command.domain_at,
        answered=answered,
    )


CHECK_ELIGIBILITY = Rule("check_eligibility", Checked, needs, decide, recheck, ids=2)
