"""`seedbank score revise`: everybody's score of the latest cycle is worked out again."""

import asyncio
import os
from typing import TypeVar

import click
import msgspec
import structlog

from rewards.refusal import Refusal
from service.cli.actor import console_actor
from service.cli.job import run_watched, summary
from service.flows.context import Context
from service.flows.operators.revise_scores import REVISE_SCORES, ReviseScores, RevisionWanted
from service.opening import open_context
from service.settings import Settings
from service.store.schema.documents import CURRENT
from service.store.schema.page import PUBLICATIONS
from service.store.schema.slot import Slot, SlotState

JOB = "revise_scores"

Answer = TypeVar("Answer", bound=msgspec.Struct)


@click.command()
@click.option("--reason", required=True, help="What was wrong: everybody reads it.")
@click.option("--cycle", help="The cycle that is meant; only the latest can be, so that is it.")
def revise(reason: str, cycle: str | None) -> None:
    """Correct the latest cycle: a new revision, with the same cut-off and evidence as it stands
    now, is worked out and published. Whoever's score changes is told.

    Exit code 1 if it is refused or does not get done; what is begun is finished by any runner.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("warning"))
    wanted, slot = asyncio.run(_revise(Settings.load(os.environ), reason, cycle))
    click.echo(f"revision {wanted.revision} of {wanted.cycle} is wanted")
    click.echo(summary(slot))
    if slot.state is not SlotState.DONE:
        raise SystemExit(1)


async def _revise(
    settings: Settings, reason: str, cycle: str | None
) -> tuple[RevisionWanted, Slot]:
    async with open_context(settings) as context:
        body = ReviseScores(cycle=cycle or await _latest(context), reason=reason)
        answered = await context.apply(REVISE_SCORES, body, caller=console_actor(), key=None)
        wanted = _granted(answered.answer)
        return wanted, _granted(await run_watched(context, JOB, None))


async def _latest(context: Context) -> str:
    current = await context.store.get(PUBLICATIONS, CURRENT)
    return "" if current is None else current.cycle


def _granted(answer: Answer | Refusal | None) -> Answer:
    if isinstance(answer, Refusal):
        raise click.ClickException(answer.detail())
    if answer is None:
        raise click.ClickException("this was asked before: look at the list of publications")
    return answer
