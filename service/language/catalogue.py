"""Reads catalogues: TOML files, one folder per language, shipped inside the package."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from service.language.languages import Language

_HERE = Path(__file__).parent


@cache
def catalogue(language: Language, name: str) -> dict[str, Any]:
    """What the file `name` says in a language. KeyError if it has none: English has no files."""
    path = folder(language) / f"{name}.toml"
    if not path.is_file():
        raise KeyError(f"{language} has no catalogue {name!r}")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def catalogues(language: Language, name: str) -> dict[str, Any]:
    """What all files in the folder `name` say together. ValueError if two say the same thing."""
    found: dict[str, Any] = {}
    for path in sorted((folder(language) / name).glob("*.toml")):
        more = catalogue(language, f"{name}/{path.stem}")
        if again := found.keys() & more.keys():
            raise ValueError(f"{path.name} repeats {sorted(again)}")
        found |= more
    return found


def folder(language: Language) -> Path:
    """Where a language's catalogues are."""
    return _HERE / language.lower().replace("-", "_")
