"""Job: publish the scores of a cycle, account by account, then move the pointer to them."""

import asyncio
from datetime import datetime

import msgspec

from rewards.refusal import Refusal
from service.jobs.cycle import Cycle, cycle_as_of
from service.jobs.evidence import Known, evidence_of_account, read_evidence
from service.jobs.job import Chunk, JobRefused, Run, domain_now
from service.jobs.move_pointer import MOVE_POINTER, MovePointer, newer
from service.jobs.pages import Page, next_accounts
from service.jobs.publish_score import (
    FIRST_REVISION,
    PUBLISH_SCORE,
    PublishScore,
    snapshot_of,
)
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.programme import Programme
from service.store.path.command import Command
from service.store.schema.documents import CURRENT
from service.store.schema.page import PUBLICATIONS
from service.store.schema.slot import SetAside

MOVED = "moved"
AFTER = "after:"  # an account; "after:" alone is before the first one

# Accounts scored before others get a turn on the loop: a few milliseconds.
BREATH = 16


def refuse(programme: Programme, as_of: datetime) -> Refusal | None:
    """A month is published once its late events are in."""
    cycle = cycle_as_of(programme, as_of)
    return cycle if isinstance(cycle, Refusal) else None


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts in order of id; after the last of them, the pointer."""
    if checkpoint == MOVED:
        return None
    cycle = cycle_as_of(run.context.programme(), run.as_of)
    if isinstance(cycle, Refusal):
        raise JobRefused(cycle)
    await _refuse_older(run, cycle)
    page = await next_accounts(run.context.store, (checkpoint or AFTER).removeprefix(AFTER))
    if page is None:
        return _pointer(run, cycle)
    return await _page(run, cycle, page)


async def _refuse_older(run: Run, cycle: Cycle) -> None:
    """Early: the pointer's own rule would say so after all the work."""
    current = await run.context.store.get(PUBLICATIONS, CURRENT)
    refused = newer(current, cycle.id, cycle.cut_off)
    if refused is not None:
        raise JobRefused(refused)


def _pointer(run: Run, cycle: Cycle) -> Chunk:
    body = MovePointer(cycle=cycle.id, revision=FIRST_REVISION, cut_off=cycle.cut_off)
    command = run.command(MOVE_POINTER, body)
    return Chunk(after=MOVED, commands=(command,), items=(cycle.id,), essential=True)


async def _page(run: Run, cycle: Cycle, page: Page) -> Chunk:
    now = domain_now(run.context)
    wanted = [
        account
        for account in page.accounts
        if require(account, Purpose.SCORE, PROGRAMME, now) is None
    ]
    ids = [account.id for account in wanted]
    known = await read_evidence(run.context.store, ids, until=cycle.cut_off)
    commands: dict[str, Command[PublishScore]] = {}
    set_aside = list(page.unreadable)
    for number, account in enumerate(wanted):
        if number % BREATH == 0:
            await asyncio.sleep(0)
        try:
            commands[account.id] = _publish(run, cycle, account, known.get(account.id, Known()))
        except ValueError as error:
            set_aside.append(SetAside(item=account.id, error=str(error)))
    return Chunk(
        after=f"{AFTER}{page.last}",
        commands=tuple(commands.values()),
        items=tuple(commands),
        set_aside=tuple(set_aside),
    )


def _publish(run: Run, cycle: Cycle, account: Account, known: Known) -> Command[PublishScore]:
    if known.unreadable is not None:
        raise msgspec.ValidationError(known.unreadable)
    programme = run.context.programme()
    evidence = evidence_of_account(account, known, until=cycle.cut_off, zone=programme.zone)
    snapshot = snapshot_of(account, evidence, cycle, programme.numbers.score)
    return run.command(PUBLISH_SCORE, PublishScore(snapshot=snapshot))
