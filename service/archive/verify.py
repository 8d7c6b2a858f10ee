"""What an outsider can say of an archive, offline: that nobody has changed it, and that the
movements of seeds in it are under the signed days of their ledger."""

from pathlib import Path

import msgspec

from rewards.ledger.days.proof import Proof, verify_proof
from rewards.ledger.invariants import Violation
from rewards.refusal import Refusal
from service.archive.manifest import NAME
from service.archive.unpack import Unpacked, unpack

PROOFS = "proofs.json"
BYTES_MAX = 4 * 1024**3
"""What a machine of somebody's own may be made to read."""

ZIP = b"PK"


def is_archive(file: Path) -> bool:
    """Whether a file looks like one."""
    with file.open("rb") as opened:
        return opened.read(len(ZIP)) == ZIP


def verify_archive(file: Path, key: str | None) -> tuple[list[str], list[Violation]]:
    """What to say if all is well, and all that is wrong. `key` is the one to trust, if given."""
    with file.open("rb") as opened:
        found = unpack(opened, bytes_max=BYTES_MAX, wanted=frozenset({PROOFS}), trusted=key)
    if isinstance(found, Refusal):
        return [], [_wrong(found.detail())]
    if found.violations:
        return [], found.violations
    try:
        proofs = msgspec.json.decode(found.contents.get(PROOFS, b"[]"), type=tuple[Proof, ...])
    except msgspec.MsgspecError as error:
        return [], [_wrong(f"{PROOFS} cannot be read: {error}")]
    wrong = [each for proof in proofs for each in verify_proof(proof, key)]
    return _said(found, len(proofs), key), wrong


def _said(found: Unpacked, proofs: int, key: str | None) -> list[str]:
    manifest = found.signed.manifest
    said = (
        f"the archive is as {manifest.programme} made it at {manifest.made_at.isoformat()}: "
        f"{len(manifest.files)} files, {proofs:,} movements of seeds proved, signed with key "
        f"{manifest.key}"
    )
    if key is not None:
        return [said]
    return [
        said,
        f"the key was taken from the archive: compare {found.signed.public_key} with "
        "GET /v1/ledger/keys, or give the one that you trust with --key",
    ]


def _wrong(sentence: str) -> Violation:
    return Violation(invariant="archive", subject=NAME, sentence=sentence)
