"""`seedbank verify FILE`: is a published settlement right? Needs the file and nothing else."""

from pathlib import Path
from typing import Any

import click
import msgspec

from rewards.games.verify_game import GameBundle, verify_game
from rewards.ledger.invariants import Violation
from rewards.settlement.invariants import pool_is_shared
from rewards.settlement.plan import Bundle, Plan
from rewards.settlement.verify_plan import verify_plan


class Kind(msgspec.Struct):
    """Which of the bundles a file holds: that of a game has the game in it."""

    game: Any = None


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Make the plan in FILE again from what it was made of. Exit code 1 if anything differs."""
    try:
        plan, found = proved(file.read_bytes())
    except (msgspec.DecodeError, RecursionError) as error:
        click.echo(f"{file}: this is no bundle: {error}", err=True)
        raise SystemExit(1) from None
    for violation in found:
        click.echo(f"{violation.invariant} {violation.subject}: {violation.sentence}", err=True)
    if found:
        raise SystemExit(1)
    click.echo(summary(plan))


def proved(document: bytes) -> tuple[Plan, list[Violation]]:
    """The plan of a bundle, and all that is wrong with it. msgspec.DecodeError if it is none."""
    if msgspec.json.decode(document, type=Kind).game is not None:
        game = msgspec.json.decode(document, type=GameBundle)
        return game.settlement.plan, verify_game(game) + pool_is_shared(game.settlement)
    bundle = msgspec.json.decode(document, type=Bundle)
    return bundle.plan, verify_plan(bundle) + pool_is_shared(bundle)


def summary(plan: Plan) -> str:
    """One line for a person."""
    return (
        f"{plan.id} is right: {plan.inputs:,} ranked, {plan.awards:,} awards, "
        f"{plan.pool - plan.remainder:,} of {plan.pool:,} seeds won, {plan.remainder:,} left"
    )
