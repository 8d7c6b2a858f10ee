"""The manifest of an archive: what is in it, by hash, and who has signed that. Pure."""

import hashlib
from collections.abc import Mapping
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rewards.calendar import Instant
from rewards.ledger.days.signature import key_id, key_of
from rewards.ledger.invariants import Violation
from rewards.settlement.canonical import canonical

FORM = "seedbank archive 1"
PREFIX = b"seedbank archive 1\n"
"""Before every signed message: no day of a ledger and no token begins like this."""

NAME = "manifest.json"

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Short = Annotated[str, msgspec.Meta(max_length=200)]


class PackedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file: `size` bytes before packing."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{0,40}\.(json|html)$")]
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: Sha256


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """All files but this one, in order of name. `programme` is where the archive comes from,
    `key` the id of the key that signs."""

    form: Short
    programme: Short
    made_at: Instant
    files: Annotated[tuple[PackedFile, ...], msgspec.Meta(max_length=100)]
    key: Short


class SignedManifest(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest, the Ed25519 signature of its message as hex digits, and the key that has signed,
    as RFC 8037 writes it."""

    manifest: Manifest
    signature: Annotated[str, msgspec.Meta(max_length=128)]
    public_key: Short


def message(manifest: Manifest) -> bytes:
    """What is signed: the prefix and the manifest's canonical JSON."""
    return PREFIX + canonical(manifest)


def sha256(content: bytes) -> str:
    """64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


def verify_manifest(signed: SignedManifest, trusted: str | None = None) -> list[Violation]:
    """All that is wrong with who has signed what. `trusted` is a key that the reader has from
    elsewhere; without one, the key in the archive is taken."""
    manifest, public = signed.manifest, key_of(signed.public_key)
    if manifest.form != FORM:
        return [_wrong(f"it has the form {manifest.form!r}, and this program reads {FORM!r}")]
    if public is None:
        return [_wrong(f"{signed.public_key!r} is not an Ed25519 public key")]
    sentences = {
        f"it names the key {signed.public_key}, and you trust {trusted}": (
            trusted not in (None, signed.public_key)
        ),
        f"its manifest says key {manifest.key}, the key in it is {key_id(public)}": (
            manifest.key != key_id(public)
        ),
        "its manifest is not signed with that key": not _is_signed(signed, public),
        "its manifest names a file twice": len({each.name for each in manifest.files})
        < len(manifest.files),
    }
    return [_wrong(sentence) for sentence, broken in sentences.items() if broken]


def verify_files(manifest: Manifest, found: Mapping[str, str]) -> list[Violation]:
    """All that is wrong with the files: `found` are their hashes by name, the manifest's not."""
    named = {each.name: each.sha256 for each in manifest.files}
    return [
        *(_wrong(f"{name} is missing") for name in sorted(named.keys() - found.keys())),
        *(_wrong(f"{name} is not in its manifest") for name in sorted(found.keys() - named.keys())),
        *(
            _wrong(f"{name} is not what was signed")
            for name in sorted(named.keys() & found.keys())
            if named[name] != found[name]
        ),
    ]


def _is_signed(signed: SignedManifest, public: bytes) -> bool:
    try:
        signature = bytes.fromhex(signed.signature)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message(signed.manifest))
    except (InvalidSignature, ValueError):
        return False
    return signature.hex() == signed.signature


def _wrong(sentence: str) -> Violation:
    return Violation(invariant="archive", subject=NAME, sentence=sentence)
