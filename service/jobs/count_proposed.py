"""Job: penalties whose notice is over count, if nobody has objected or made them good."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from rewards.score.evidence import Status
from rewards.score.scheme import KindRule
from rewards.score.standing.begin import rule_of
from rewards.score.standing.count import count
from rewards.score.standing.refusals import EvidenceUnknown
from service.flows.challenges.challenge_view import EvidenceMoved
from service.flows.challenges.standing import with_standing
from service.flows.context import Context
from service.flows.rentals.breach_follows import follow, rental_keys, rental_of
from service.jobs.job import Chunk, Run
from service.jobs.pages import due_ids
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.notice import clock_ends, days_given
from service.programme import Programme
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import ACCOUNTS, EVIDENCE, INBOX

BY_RECORDED = "status_1_recorded_at_1"


class CountProposed(msgspec.Struct, frozen=True, kw_only=True):
    """Which evidence, if its notice was over as of then."""

    evidence: str
    as_of: Instant


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Whether anything happened: its notice may still run, or be on its way."""

    moved: bool


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 that were proposed so long ago that their notice can be over, in order of id."""
    since = run.as_of - timedelta(days=_shortest(run.context.programme()))
    waits = {"status": Status.PROPOSED.value, "recorded_at": {"$lte": since}}
    ids = await due_ids(run.context.store, EVIDENCE, checkpoint, waits, hint=BY_RECORDED)
    if not ids:
        return None
    commands = (
        run.command(COUNT_PROPOSED, CountProposed(evidence=id_, as_of=run.as_of)) for id_ in ids
    )
    return Chunk(after=ids[-1], commands=tuple(commands), items=ids)


async def next_work(context: Context) -> datetime | None:
    """When the oldest notice can be over at the earliest: nobody knows yet when it is delivered."""
    stages: list[dict[str, Any]] = [
        {"$match": {"status": Status.PROPOSED.value}},
        {"$sort": {"recorded_at": 1}},
        {"$limit": 1},
        {"$project": {"recorded_at": 1}},
    ]
    async for raw in context.store.pipeline(EVIDENCE, stages):
        recorded: datetime = raw["recorded_at"]
        return recorded + timedelta(days=_shortest(context.programme()))
    return None


def _shortest(programme: Programme) -> int:
    rules = programme.numbers.score.scheme.kinds
    return min((rule.notice_days for rule in rules if rule.notice_days is not None), default=0)


def needs(command: Command[CountProposed], view: View) -> Iterable[Key]:
    """The evidence, then its account and its notice."""
    yield EVIDENCE.key(command.body.evidence)
    row = view.peek(EVIDENCE, command.body.evidence)
    if row is not None and row.notice is not None:
        yield ACCOUNTS.key(row.account)
        yield INBOX.key(row.notice)
        yield from rental_keys(row)


def decide(command: Command[CountProposed], view: View) -> Outcome[Counted]:
    """Counted from now on, however late the run is: no score of before is touched."""
    row = view.get(EVIDENCE, command.body.evidence)
    if row is None or row.notice is None:
        return Outcome(EvidenceUnknown())
    rule = rule_of(command.programme.numbers.score.scheme, row.kind, row.at)
    account = view.get(ACCOUNTS, row.account)
    if account is None or rule is None:
        return Outcome(Counted(moved=False))
    ends = _notice_ends(view, row, rule)
    if isinstance(count(row.standing, notice_ends_at=ends, at=command.body.as_of), Refusal):
        return Outcome(Counted(moved=False))
    standing = count(row.standing, notice_ends_at=ends, at=command.domain_at)
    if isinstance(standing, Refusal):
        return Outcome(standing)
    after = with_standing(row, standing)
    followed = follow(command, account, rental_of(view, row), after)
    effects = (Put(EVIDENCE, after), Put(ACCOUNTS, followed.account), *_told(command, after))
    return Outcome(Counted(moved=True), (*effects, *followed.effects))


def _notice_ends(view: View, row: EvidenceRow, rule: KindRule) -> datetime | None:
    # By reference: once a notice is delivered, when never changes.
    notice = view.reference(INBOX, row.notice) if row.notice else None
    if notice is None or rule.notice_days is None:
        return None
    return clock_ends(notice, days_given(notice, rule.notice_days))


def _told(command: Command[Any], row: EvidenceRow) -> tuple[Effect, ...]:
    # It counts once: what a challenge sends back to its notice had not counted before.
    message = new_message(
        f"message:evidence:{row.id}:counted",
        account=row.account,
        kind=MessageKind.PENALTY_COUNTED,
        at=command.domain_at,
        parameters={"evidence": row.id, "counts_as": row.kind.value, "merchant": row.source},
    )
    moved = EvidenceMoved(evidence=row.id, kind=row.kind, status=row.status)
    return Append(INBOX, message), Emit(account=row.account, kind="penalty_counted", data=moved)


COUNT_PROPOSED = Rule("count_proposed", Counted, needs, decide)
