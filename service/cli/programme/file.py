"""A programme document in a file, or on standard input."""

from typing import BinaryIO

import click

from service.programme import InvalidProgramme, Programme, read_new


def read_file(file: BinaryIO) -> tuple[bytes, Programme]:
    """The document as it is written, and what it says. All that is wrong with it is said on stderr,
    a sentence a line; then SystemExit(1)."""
    document = file.read()
    programme = read_new(document)
    if isinstance(programme, InvalidProgramme):
        for sentence in programme.sentences:
            click.echo(f"{file.name}: {sentence}", err=True)
        raise SystemExit(1)
    return document, programme
