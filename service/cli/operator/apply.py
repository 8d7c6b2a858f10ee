"""Opens the programme, sends one command, and says a refusal as one sentence."""

import os
from typing import TypeVar

import click
import msgspec

from rewards.refusal import Refusal
from service.cli.actor import console_actor
from service.flows.operators.audited import OperatorBody
from service.opening import open_context
from service.settings import Settings
from service.store.path.command import Rule

Body = TypeVar("Body", bound=OperatorBody)
Answer = TypeVar("Answer", bound=msgspec.Struct)


async def apply(rule: Rule[Body, Answer], body: Body, ids: tuple[str, ...] = ()) -> Answer:
    """The answer. ClickException for a refusal."""
    async with open_context(Settings.load(os.environ)) as context:
        answered = await context.apply(rule, body, caller=console_actor(), key=None, ids=ids)
    answer = answered.answer
    if isinstance(answer, Refusal):
        raise click.ClickException(answer.detail())
    assert answer is not None  # only a repeated secret is
    return answer
