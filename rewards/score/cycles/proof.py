"""The proof of one published score, and what an outsider can say of it without asking anybody."""

from collections.abc import Mapping

import msgspec

from rewards.ledger.days.signature import is_signature, key_id, key_of
from rewards.ledger.invariants import Violation
from rewards.merkle import is_included
from rewards.score.cycles.head import SignedScores, message
from rewards.score.cycles.leaf import leaf


class ScoreProof(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That `score` (absent: none yet) of `account` is leaf `index` of what is `published`.

    `salt` is 32 hex digits, `path` the hashes from the leaf's sibling up, 64 hex digits each,
    `public_key` the key that has signed, as RFC 8037 writes it. Whoever has the file can read this
    one score, and learns nothing of any other.
    """

    account: str
    score: int | None = None
    salt: str
    index: int
    path: tuple[str, ...]
    published: SignedScores
    public_key: str


def verify_score(proof: ScoreProof, trusted: str | None = None) -> list[Violation]:
    """I14: all that is wrong with a proof; empty if it is right.

    `trusted` is a public key that the reader has from elsewhere. Without one the key in the file is
    taken, which proves only that the file fits together.
    """
    return [*_key(proof, trusted), *_signature(proof), *_inclusion(proof)]


def _key(proof: ScoreProof, trusted: str | None) -> list[Violation]:
    if trusted is None or trusted == proof.public_key:
        return []
    return [_i14(proof, f"it names the key {proof.public_key}, and you trust {trusted}")]


def _signature(proof: ScoreProof) -> list[Violation]:
    public = key_of(proof.public_key)
    if public is None:
        return [_i14(proof, f"{proof.public_key!r} is not an Ed25519 public key")]
    found = verify_signature(proof.published, {key_id(public): public})
    return [_i14(proof, sentence) for sentence in found]


def verify_signature(published: SignedScores, keys: Mapping[str, bytes]) -> list[str]:
    """What is wrong with a signature, as sentences; `keys` are public keys by id."""
    head = published.head
    if head.key not in keys:
        return [f"it is signed with key {head.key}, which is not known here"]
    if is_signature(published.signature, message(head), keys[head.key]):
        return []
    return [f"the head of {head.cycle} is not signed with key {head.key}"]


def _inclusion(proof: ScoreProof) -> list[Violation]:
    head = proof.published.head
    try:
        salt = _bytes(proof.salt)
        own = leaf(salt, proof.account, head.cycle, head.revision, proof.score)
        path, expected = [_bytes(each) for each in proof.path], _bytes(head.root)
    except ValueError as error:
        return [_i14(proof, f"its hashes cannot be read: {error}")]
    if is_included(own, index=proof.index, size=head.size, proof=path, expected=expected):
        return []
    return [
        _i14(
            proof,
            f"account, score, salt and path do not lead to the root of {head.cycle} from "
            f"{proof.index}",
        )
    ]


def _bytes(text: str) -> bytes:
    """What hex digits say. ValueError unless they are lower case and nothing else."""
    found = bytes.fromhex(text)
    if found.hex() != text:
        raise ValueError(f"{text!r} is not lower-case hex digits")
    return found


def _i14(proof: ScoreProof, sentence: str) -> Violation:
    head = proof.published.head
    subject = f"{head.cycle}:{head.revision}:{proof.account}"
    return Violation(invariant="I14", subject=subject, sentence=sentence)
