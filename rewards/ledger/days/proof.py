"""The proof of one transfer, and what an outsider can say of it without asking anybody."""

import msgspec

from rewards.ledger.days.head import SignedHead
from rewards.ledger.days.leaf import leaf
from rewards.ledger.days.signature import is_signed, key_id, key_of
from rewards.ledger.invariants import Violation
from rewards.ledger.transfer import Transfer
from rewards.merkle import is_included


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """That `transfer` is leaf `index` of the day in `signed`.

    `salt` is 32 hex digits, `path` the hashes from the leaf's sibling up, 64 hex digits each,
    `public_key` the key that has signed, as RFC 8037 writes it. Whoever has the file can read this
    one transfer, and learns nothing of any other.
    """

    transfer: Transfer
    salt: str
    index: int
    path: tuple[str, ...]
    signed: SignedHead
    public_key: str


def verify_proof(proof: Proof, trusted: str | None = None) -> list[Violation]:
    """I14: all that is wrong with a proof; empty if it is right.

    `trusted` is a public key that the reader has from elsewhere. Without one the key in the file is
    taken, which proves only that the file fits together.
    """
    return [*_key(proof, trusted), *_signature(proof), *_time(proof), *_inclusion(proof)]


def _key(proof: Proof, trusted: str | None) -> list[Violation]:
    if trusted is None or trusted == proof.public_key:
        return []
    return [_i14(proof, f"it names the key {proof.public_key}, and you trust {trusted}")]


def _signature(proof: Proof) -> list[Violation]:
    signed, public = proof.signed, key_of(proof.public_key)
    if public is None:
        return [_i14(proof, f"{proof.public_key!r} is not an Ed25519 public key")]
    sentences = {
        f"its day says key {signed.head.key}, the key in the file is {key_id(public)}": (
            key_id(public) != signed.head.key
        ),
        f"the head of {signed.head.day} is not signed with that key": not is_signed(signed, public),
    }
    return [_i14(proof, sentence) for sentence, broken in sentences.items() if broken]


def _time(proof: Proof) -> list[Violation]:
    at, ends_at = proof.transfer.at, proof.signed.head.ends_at
    if at < ends_at:
        return []
    sentence = f"it was booked at {at.isoformat()}, after its day ended at {ends_at.isoformat()}"
    return [_i14(proof, sentence)]


def _inclusion(proof: Proof) -> list[Violation]:
    head = proof.signed.head
    try:
        own = leaf(_bytes(proof.salt), proof.transfer)
        path, expected = [_bytes(each) for each in proof.path], _bytes(head.root)
    except ValueError as error:
        return [_i14(proof, f"its hashes cannot be read: {error}")]
    if is_included(own, index=proof.index, size=head.size, proof=path, expected=expected):
        return []
    sentence = f"transfer, salt and path do not lead to the root of {head.day} from {proof.index}"
    return [_i14(proof, sentence)]


def _bytes(text: str) -> bytes:
    """What hex digits say. ValueError unless they are lower case and nothing else."""
    found = bytes.fromhex(text)
    if found.hex() != text:
        raise ValueError(f"{text!r} is not lower-case hex digits")
    return found


def _i14(proof: Proof, sentence: str) -> Violation:
    return Violation(invariant="I14", subject=proof.transfer.id, sentence=sentence)
