"""Which room may use which: the contracts of `pyproject.toml`, proved with every run."""

from importlinter import cli


def test_every_import_goes_the_way_it_may(capsys: object) -> None:
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS
