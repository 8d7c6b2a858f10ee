"""`seedbank verify FILE`: is what was published right? Needs the file and nothing else."""

from pathlib import Path
from typing import Any

import click
import msgspec

from rewards.games.verify_game import GameBundle, verify_game
from rewards.ledger.days.proof import Proof, verify_proof
from rewards.ledger.invariants import Violation
from rewards.settlement.invariants import pool_is_shared
from rewards.settlement.plan import Bundle, Plan
from rewards.settlement.verify_plan import verify_plan


class Kind(msgspec.Struct):
    """Which of the files it is: a game's has the game in it, a proof's what is signed."""

    game: Any = None
    signed: Any = None


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", help="The public key to trust in a proof: `x` at GET /v1/ledger/keys.")
def verify(file: Path, key: str | None) -> None:
    """Prove what is in FILE, offline: the bundle of a season or a game, whose plan is made again
    from what it was made of, or the proof of a transfer. Exit code 1 if anything differs."""
    try:
        lines, found = _judge(file.read_bytes(), key)
    except (msgspec.DecodeError, RecursionError) as error:
        click.echo(f"{file}: this is no bundle and no proof: {error}", err=True)
        raise SystemExit(1) from None
    for violation in found:
        click.echo(f"{violation.invariant} {violation.subject}: {violation.sentence}", err=True)
    if found:
        raise SystemExit(1)
    click.echo("\n".join(lines))


def _judge(document: bytes, key: str | None) -> tuple[list[str], list[Violation]]:
    """What to say if all is well, and all that is wrong. msgspec.DecodeError for another file."""
    kind = msgspec.json.decode(document, type=Kind)
    if kind.signed is not None:
        proof = msgspec.json.decode(document, type=Proof)
        return proved_transfer(proof, key), verify_proof(proof, key)
    if key is not None:
        raise click.UsageError("--key is for the proof of a transfer: a bundle is not signed")
    plan, found = proved(document, kind)
    return [summary(plan)], found


def proved(document: bytes, kind: Kind) -> tuple[Plan, list[Violation]]:
    """The plan of a bundle, and all that is wrong with it. msgspec.DecodeError if it is none."""
    if kind.game is not None:
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


def proved_transfer(proof: Proof, key: str | None) -> list[str]:
    """What a sound proof says; and whose word it is, if nobody has named a key."""
    row, head = proof.transfer, proof.signed.head
    said = (
        f"{row.id} is right: {row.amount:,} seeds from {row.debit} to {row.credit}, booked at "
        f"{row.at.isoformat()}, are leaf {proof.index:,} of {head.size:,} of {head.day}, signed "
        f"with key {head.key}"
    )
    if key is not None:
        return [said]
    return [
        said,
        f"the key was taken from the file: compare {proof.public_key} with GET /v1/ledger/keys, "
        "or give the one that you trust with --key",
    ]
