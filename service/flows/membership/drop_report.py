"""A member takes back an archive that was brought along."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.members.reported import ReportUnknown, drop
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import REPORTS


class DropReport(msgspec.Struct, frozen=True, kw_only=True):
    """Which one."""

    account: str
    report: str


class ReportDropped(msgspec.Struct, frozen=True, kw_only=True):
    """It is kept no more."""

    report: str


def needs(command: Command[DropReport], _view: View) -> Iterable[Key]:
    """All of the caller's."""
    yield REPORTS.key(command.body.account)


def decide(command: Command[DropReport], view: View) -> Outcome[ReportDropped]:
    """In every state of the membership."""
    known = view.get(REPORTS, command.body.account)
    after = ReportUnknown() if known is None else drop(known, command.body.report)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(ReportDropped(report=command.body.report), (Put(REPORTS, after),))


DROP_REPORT = Rule("drop_report", ReportDropped, needs, decide)
