"""A member brings an archive of another programme along."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.members.reported import Report, Reports, bring
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import REPORTS


class BringReport(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of an archive that was read and found signed."""

    account: str
    report: Report


def needs(command: Command[BringReport], view: View) -> Iterable[Key]:
    """The account, and what it has brought before."""
    yield from own_needs(command, view)
    yield REPORTS.key(command.body.account)


def decide(command: Command[BringReport], view: View) -> Outcome[Report]:
    """Kept, to be shown; no rule ever reads it. The account is relied on: who is erased meanwhile
    brings nothing any more."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    known = view.get(REPORTS, account.id)
    before = known or Reports(id=account.id)
    most = command.programme.numbers.members.reports_max
    after = bring(before, command.body.report, most=most)
    if isinstance(after, Refusal):
        return Outcome(after)
    [kept] = [each for each in after.reports if each.id == command.body.report.id]
    if after is before:
        return Outcome(kept)
    effect: Effect = Insert(REPORTS, after) if known is None else Put(REPORTS, after)
    return Outcome(kept, (effect,))


BRING_REPORT = Rule("bring_report", Report, needs, decide)
