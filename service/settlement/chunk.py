"""A chunk of a settlement, whose every command has to be answered with a yes."""

from typing import Any

from service.jobs.job import Chunk
from service.store.path.command import Command


def chunk_of(plan: str, after: str, *commands: Command[Any]) -> Chunk:
    """What comes next must be behind all of it. `after` tells people how far the plan has come."""
    items = tuple(f"{plan} {command.rule.kind} {n}" for n, command in enumerate(commands))
    return Chunk(after=f"{plan} {after}", commands=commands, items=items, essential=True)
