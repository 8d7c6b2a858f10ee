"""A file of JSON: which of them it is, and what is wrong with it."""

from typing import Any

import click
import msgspec

from rewards.ledger.days.chain import verify_chain
from rewards.ledger.days.proof import Proof, verify_proof
from rewards.ledger.invariants import Violation
from rewards.score.cycles.proof import ScoreProof, verify_score
from service.cli.verify.plan import proved, summary
from service.cli.verify.signed import Days, proved_days, proved_score, proved_transfer
from service.cli.verify.trusted import trusted_for_days


class Kind(msgspec.Struct):
    """Which of the files it is: a game's has the game in it, a transfer's proof what is signed, a
    score's what is published, and a list of the ledger's days the days."""

    game: Any = None
    signed: Any = None
    published: Any = None
    days: Any = None


def judge(document: bytes, key: str | None) -> tuple[list[str], list[Violation]]:
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
        return proved_days(days), verify_chain(days, trusted_for_days(key), part=True)
    if key is not None:
        raise click.UsageError("--key is for proofs and days of the ledger: no bundle is signed")
    plan, found = proved(document, is_game=kind.game is not None)
    return [summary(plan)], found
