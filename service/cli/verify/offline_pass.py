"""`seedbank verify` of an offline pass: with public keys, a clock, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from rewards.perks.offline.judge import Till, Unfit, Why, judge
from rewards.perks.offline.offline_pass import OfflinePass
from rewards.perks.offline.token import LENGTH_MAX, MARK, read_token
from service.cli.verify.trusted import trusted_for_pass
from service.cli.verify.used_passes import use_once

EXIT_CODES = {
    Why.KEY_UNKNOWN: 3,
    Why.NOT_SIGNED: 4,
    Why.ENDED: 5,
    Why.ELSEWHERE: 6,
    Why.ABOVE: 7,
    Why.USED: 8,
}
"""1 is what cannot be read, 2 a wrong call: a till may act on each without reading a sentence."""


class UnreadablePass(ValueError):
    """A file that begins like a pass and is none."""


class Counter(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody at a till knows: the keys, where it is, and its list of used passes."""

    key: str | None
    keys: Path | None
    used: Path | None
    till: Till


def is_pass(file: Path) -> bool:
    """Whether a file looks like one."""
    with file.open("rb") as opened:
        return opened.read(len(MARK)) == MARK.encode()


def verify_pass(file: Path, counter: Counter, at: datetime) -> None:
    """Says what the pass is good for and, with a list, notes its one use. Ends with a code of
    `EXIT_CODES` if it is good for nothing. UnreadablePass for a file that is none."""
    if counter.used is not None and None in (counter.till.merchant, counter.till.terminal):
        raise click.UsageError("--used is the list of one till: give --merchant and --terminal")
    trusted = trusted_for_pass(counter.key, counter.keys)
    with file.open("rb") as opened:
        token = opened.read(LENGTH_MAX + 2).decode("ascii", "replace")
    token = token.removesuffix("\n").removesuffix("\r")
    signed = read_token(token)
    if signed is None:
        raise UnreadablePass(
            "it begins like an offline pass and cannot be read as one: scan it again"
        )
    found = judge(signed, trusted, counter.till, at=at)
    if isinstance(found, OfflinePass) and counter.used is not None:
        found = _used_once(counter.used, token, found, at)
    if isinstance(found, Unfit):
        click.echo(f"pass {signed.said.id}: {found.sentence}", err=True)
        raise SystemExit(EXIT_CODES[found.why])
    click.echo(_said(found, used=counter.used is not None))


def _used_once(list_: Path, token: str, said: OfflinePass, at: datetime) -> OfflinePass | Unfit:
    try:
        return use_once(list_, token, said, at) or said
    except OSError as error:
        raise click.UsageError(f"{list_}: the pass cannot be noted as used: {error}") from None


def now() -> datetime:
    """This machine's time: a till without a network has no other."""
    return datetime.now(UTC)


def _said(said: OfflinePass, *, used: bool) -> str:
    now_used = "; it is used now" if used else ""
    return (
        f"pass {said.id} is right: {said.perk} up to {said.amount} minor units at terminal "
        f"{said.terminal} of {said.merchant}, until {said.until.isoformat()}, signed with key "
        f"{said.key}{now_used}"
    )
