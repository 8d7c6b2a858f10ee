"""What is signed: proofs of transfers and of scores, and the ledger's days. What to say of each."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from rewards.ledger.days.head import SignedHead
from rewards.ledger.days.proof import Proof
from rewards.score.cycles.proof import ScoreProof


class Days(msgspec.Struct):
    """What GET /v1/ledger/days answers, or several of its pages joined: newest first."""

    days: Annotated[tuple[SignedHead, ...], msgspec.Meta(min_length=1)]


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
