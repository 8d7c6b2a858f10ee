"""`seedbank verify FILE`: is what was published right? Needs the file and nothing else."""

from pathlib import Path

import click
import msgspec

from rewards.perks.offline.judge import Till
from service.archive.verify import is_archive, verify_archive
from service.cli.verify.document import judge
from service.cli.verify.offline_pass import Counter, UnreadablePass, is_pass, now, verify_pass

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
        lines, found = verify_archive(file, key) if archive else judge(file.read_bytes(), key)
    except (msgspec.DecodeError, RecursionError, UnreadablePass) as error:
        click.echo(f"{file}: this is nothing that can be verified: {error}", err=True)
        raise SystemExit(1) from None
    for violation in found:
        click.echo(f"{violation.invariant} {violation.subject}: {violation.sentence}", err=True)
    if found:
        raise SystemExit(1)
    click.echo("\n".join(lines))
