"""Absent instead of null, where a struct of the domain goes out as it is.

Structs of the doors leave out what is not there by themselves (`omit_defaults`). A programme or a
bundle must name its zeros and falses, so only its nulls are taken out.
"""

from typing import Any

import msgspec


def without_nulls(value: Any) -> Any:
    """`value` as plain values, without the fields that are null, however deep."""
    return _without(msgspec.to_builtins(value))


def _without(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {name: _without(each) for name, each in plain.items() if each is not None}
    if isinstance(plain, list | tuple):
        return [_without(each) for each in plain]
    return plain
