"""`seedbank programme rehearse FILE`."""

import asyncio
import csv
import os
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

import click

from rewards.refusal import Refusal
from rewards.score.answer import Score
from rewards.score.rehearsal.replay import Replayed
from rewards.score.rehearsal.tally import NO_SCORE, CycleRehearsed
from service.cli.actor import console_actor
from service.cli.programme.file import read_file
from service.flows.context import Context
from service.flows.operators.record_rehearsal import RECORD_REHEARSAL, RecordRehearsal
from service.opening import open_context
from service.programme import InvalidProgramme, Programme, read
from service.scores.rehearse import Note, rehearse
from service.settings import Settings
from service.store.programmes import stored_document
from service.store.schema.documents import Rehearsal

CYCLES = 3
COLUMNS = ("account", "cycle", "level_before", "score_before", "level_after", "score_after")


@click.command(name="rehearse")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--cycles", type=click.IntRange(1, 36), default=CYCLES, show_default=True, help="How many."
)
@click.option(
    "--accounts",
    type=click.File("w"),
    help="A file for those who would change level, as CSV: it is about people, keep it so.",
)
@click.option("--reason", default="", help="Why; kept in the audit log.")
def rehearse_programme(file: BinaryIO, cycles: int, accounts: TextIO | None, reason: str) -> None:
    """Score the latest published cycles as the document in FILE would, and say what changes.

    Evidence is taken as it stood in what was published. Nothing that was published changes. The
    sums are kept, and `apply` takes a document that scores otherwise only once they are.
    """
    _, programme = read_file(file)
    found = asyncio.run(_rehearse(Settings.load(os.environ), programme, cycles, accounts, reason))
    for line in said(found):
        click.echo(line)


async def _rehearse(
    settings: Settings, programme: Programme, cycles: int, accounts: TextIO | None, reason: str
) -> Rehearsal:
    async with open_context(settings, first=None) as context:
        found = await rehearse(
            context.store,
            await _last(context),
            programme,
            cycles=cycles,
            at=context.clock.domain_now(),
            note=None if accounts is None else writing(accounts),
        )
        body = RecordRehearsal(found=found, reason=reason)
        kept = await context.apply(RECORD_REHEARSAL, body, caller=console_actor(), key=None)
        if isinstance(kept.answer, Refusal):
            raise click.ClickException(kept.answer.detail())
        return found


async def _last(context: Context) -> Programme:
    """The version that the document is to follow."""
    assert context.known is not None  # the context is opened here
    last = read(await stored_document(context.store, context.known.last) or b"")
    if isinstance(last, InvalidProgramme):
        raise click.ClickException(last.detail())
    return last


def writing(file: TextIO) -> Note:
    """Writes a row for each account that would be in another level."""
    writer: Any = csv.writer(file)
    writer.writerow(COLUMNS)

    def note(account: str, found: Replayed) -> None:
        before, after = _shown(found.before), _shown(found.after)
        if before[0] != after[0]:
            writer.writerow((account, found.cycle, *before, *after))

    return note


def _shown(score: Score | None) -> tuple[str, str]:
    return (NO_SCORE, "") if score is None else (score.level, str(score.value))


def said(found: Rehearsal) -> Iterator[str]:
    """What was found, a line each."""
    yield f"{found.scheme} version {found.scheme_version}, against version {found.against}"
    if not found.cycles:
        yield "nothing was ever published: there is nothing to rehearse on"
    for cycle in found.cycles:
        yield from _cycle(cycle)
    yield "kept: a document that scores like this one can be applied"


def _cycle(cycle: CycleRehearsed) -> Iterator[str]:
    yield f"{cycle.cycle}: {cycle.accounts} accounts, {cycle.changed} would be in another level"
    for move in cycle.moves:
        if move.before != move.after:
            before, after = (name or "no score" for name in (move.before, move.after))
            yield f"  {before} -> {after}: {move.accounts}"
    for perk in cycle.perks:
        if perk.gained or perk.lost:
            yield f"  {perk.perk}: {perk.gained} would gain it, {perk.lost} would lose it"
    for scores in cycle.scores:
        yield f"  {scores.at_least} to {scores.at_least + cycle.width - 1}: {scores.accounts}"
    if cycle.falls:
        falls = ", ".join(f"{fall.before} -> {fall.after}" for fall in cycle.falls)
        yield f"  largest falls: {falls}"
