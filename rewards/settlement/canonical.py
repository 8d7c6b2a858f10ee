"""Canonical JSON: equal values have equal bytes, so that a hash of them means something."""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec


def canonical(value: Any) -> bytes:
    """UTF-8 JSON without spaces, names sorted. Holds for structs of texts, integers and UTC times.

    TypeError for a float: two programs write the same fraction in two ways.
    """
    plain = msgspec.to_builtins(value)
    _no_fractions(plain)
    return msgspec.json.encode(plain, order="sorted")


def hash_of(value: Any) -> str:
    """SHA-256 of the canonical JSON, as 64 lower-case hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def hash_of_inputs(
    subject: str, rules: str, prizes: Any, inputs: Any, paid: Sequence[Any] = ()
) -> str:
    """The hash of all that decides a settlement; `paid` only where something was paid before."""
    return hash_of([subject, rules, prizes, inputs, *([paid] if paid else [])])


def _no_fractions(plain: Any) -> None:
    if isinstance(plain, float):
        raise TypeError(f"{plain} is a fraction: it has no canonical form")
    if isinstance(plain, dict):
        plain = list(plain.values())
    if isinstance(plain, list | tuple):
        for each in plain:
            _no_fractions(each)
