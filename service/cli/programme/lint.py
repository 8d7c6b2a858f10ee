"""`seedbank programme lint FILE`."""

from typing import BinaryIO

import click

from service.cli.programme.file import read_file
from service.programme import texts_of
from service.programme.translations import untranslated


@click.command()
@click.argument("file", type=click.File("rb"))
def lint(file: BinaryIO) -> None:
    """Say all that is wrong with the document in FILE, a line each; `-` is standard input.

    Needs no database. Exit code 1 if anything is wrong. Texts without a translation are no fault:
    they are named, since readers get them in English.
    """
    _, programme = read_file(file)
    for language, texts in untranslated(programme.translations, texts_of(programme)).items():
        for text in texts:
            click.echo(f"{file.name}: not in {language}: {text!r}")
    click.echo(f"{file.name}: {programme.id} version {programme.version} can be used")
