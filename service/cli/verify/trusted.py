"""The public keys that somebody has named: which of them are to be believed."""

from pathlib import Path

import click
import msgspec

from rewards.ledger.days.signature import key_id, key_of


class PublicKey(msgspec.Struct, frozen=True, kw_only=True):
    """What of a published key is needed."""

    x: str


class PublicKeys(msgspec.Struct, frozen=True, kw_only=True):
    """What GET /v1/ledger/keys answers, or the `keys` of several answers joined."""

    keys: tuple[PublicKey, ...]


def trusted_for_days(key: str | None) -> dict[str, bytes]:
    """The key of days by its id. A wrong call without one."""
    public = key_of(key) if key is not None else None
    if public is None:
        raise click.UsageError("days do not carry their key: give --key, `x` at /v1/ledger/keys")
    return {key_id(public): public}


def trusted_for_pass(key: str | None, keys: Path | None) -> dict[str, bytes]:
    """The same for a pass, of one key or of a file of some."""
    if (key is None) == (keys is None):
        raise click.UsageError("a pass does not carry its key: give --key or --keys, one of them")
    texts = (key,) if keys is None else _in_file(keys)
    found = [key_of(text or "") for text in texts]
    if not found or None in found:
        raise click.UsageError("this is no Ed25519 public key: take `x` of GET /v1/ledger/keys")
    return {key_id(each): each for each in found if each is not None}


def _in_file(keys: Path) -> tuple[str, ...]:
    try:
        found = msgspec.json.decode(keys.read_bytes(), type=PublicKeys)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise click.UsageError(f"{keys} is not what GET /v1/ledger/keys answers: {error}") from None
    return tuple(each.x for each in found.keys)
