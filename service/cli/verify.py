"""`seedbank verify FILE`: is what was published right? Needs the file and nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import click
import msgspec

from rewards.games.verify_game import GameBundle, verify_game
from rewards.ledger.days.chain import verify_chain
from rewards.ledger.days.head import SignedHead
from rewards.ledger.days.proof import Proof, verify_proof
from rewards.ledger.days.signature import key_id, key_of
from rewards.ledger.invariants import Violation
from rewards.perks.offline.judge import Till
from rewards.score.cycles.proof import ScoreProof, verify_score
from rewards.settlement.invariants import pool_is_shared
from rewards.settlement.plan import Bundle, Plan
from rewards.settlement.verify_plan import verify_plan
from service.archive.verify import is_archive, verify_archive
from service.cli.verify_pass import Counter, UnreadablePass, is_pass, now, verify_pass


class Kind(msgspec.Struct):
    """Which of the files it is: a game's has the game in it, a transfer's proof what is signed, a
    score's what is published, and a list of the ledger's days the days."""

    game: Any = None
    signed: Any = None
    published: Any = None
    days: Any = None


class Days(msgspec.Struct):
    """What GET /v1/ledger/days answers, or several of its pages joined: newest first."""

    days: Annotated[tuple[SignedHead, ...], msgspec.Meta(min_length=1)]


EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
LIST = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--key", help="The public key to trust: `x` at GET /v1/ledger/keys.")
@click.option("--keys", type=EXISTING, help="Of a pass: what GET /v1/ledger/keys answered.")
@click.option("--merchant", help="Of a pass: whose till this is.")
@click.option("--terminal", help="Of a pass: which till this is.")
@click.option(
    "--amount", type=click.IntRange(1), help="Of a pass: minor units of deposit asked for."
)
@click.option("--used", type=LIST, help="Of a pass: this till's list; notes the one use in it.")
def verify(
    file: Path,
    key: str | None,
    keys: Path | None,
    merchant: str | None,
    terminal: str | None,
    amount: int | None,
    used: Path | None,
) -> None:
    """Prove what is in FILE, offline: the bundle of a season or a game, whose plan is made again
    from what it was made of; the proof of a transfer or of a score; a list of the ledger's days;
    the archive of a member; or an offline pass (docs/offline-pass.md). Exit code 1 if anything
    differs; for a pass, one code for each reason."""
    till = Till(merchant=merchant, terminal=terminal, amount=amount)
    counter = Counter(key=key, keys=keys, used=used, till=till)
    try:
        if is_pass(file):
            verify_pass(file, counter, now())
            return
        if counter != Counter(key=key, keys=None, used=None, till=Till()):
            raise click.UsageError("of these options, only --key is for anything but a pass")
        archive = is_archive(file)
        lines, found = verify_archive(file, key) if archive else _judge(file.read_bytes(), key)
    except (msgspec.DecodeError, RecursionError, UnreadablePass) as error:
        click.echo(f"{file}: this is nothing that can be verified: {error}", err=True)
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
    if kind.published is not None:
        score = msgspec.json.decode(document, type=ScoreProof)
        return proved_score(score, key), verify_score(score, key)
    if kind.days is not None:
        days = msgspec.json.decode(document, type=Days).days[::-1]
        return proved_days(days), verify_chain(days, _trusted(key), part=True)
    if key is not None:
        raise click.UsageError("--key is for proofs and days of the ledger: no bundle is signed")
    plan, found = proved(document, kind)
    return [summary(plan)], found


def _trusted(key: str | None) -> dict[str, bytes]:
    public = key_of(key) if key is not None else None
    if public is None:
        raise click.UsageError("days do not carry their key: give --key, `x` at /v1/ledger/keys")
    return {key_id(public): public}


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
    return [said, *_whose_word(proof.public_key, key)]


def proved_score(proof: ScoreProof, key: str | None) -> list[str]:
    """The same of a score."""
    head = proof.published.head
    score = "no score yet" if proof.score is None else f"score {proof.score}"
    said = (
        f"{score} of {proof.account} is right: leaf {proof.index:,} of {head.size:,} of "
        f"{head.cycle}, revision {head.revision}, cut off at {head.cut_off.isoformat()}, signed "
        f"with key {head.key}"
    )
    return [said, *_whose_word(proof.public_key, key)]


def _whose_word(public_key: str, trusted: str | None) -> list[str]:
    if trusted is not None:
        return []
    return [
        f"the key was taken from the file: compare {public_key} with GET /v1/ledger/keys, or give "
        "the one that you trust with --key"
    ]


def proved_days(days: Sequence[SignedHead]) -> list[str]:
    """What a sound chain says; the oldest first."""
    first, last = days[0].head, days[-1].head
    size = sum(signed.head.size for signed in days)
    return [
        f"{first.day} to {last.day} are right: {len(days):,} days with {size:,} transfers, each "
        f"names the one before, signed with key {last.key}"
    ]
