"""Packed fields: bytes in the database, values everywhere else."""

from typing import Any

import msgspec
import pytest
from pymongo.errors import WriteError

from service.store.collection import Collection
from service.store.schema.validator import validator_for


class Inner(msgspec.Struct, frozen=True):
    number: int
    words: tuple[str, ...] = ()


class Outer(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    inner: Inner | None
    count: int = 0


PACKED = Collection("outers", Outer, packed=("inner",))
PLAIN = Collection("outers", Outer)
WHOLE = Outer(id="a", inner=Inner(7, ("x", "y")), count=3)


@pytest.mark.parametrize("doc", [WHOLE, Outer(id="b", inner=None)])
def test_what_is_packed_comes_back_as_it_was(doc: Outer) -> None:
    raw = PACKED.encode(doc)
    assert isinstance(raw["inner"], bytes | None)
    assert PACKED.decode(raw) == doc


def test_what_was_stored_before_it_was_packed_is_still_read() -> None:
    assert PACKED.decode(PLAIN.encode(WHOLE)) == WHOLE


def test_a_change_is_packed_too() -> None:
    after = msgspec.structs.replace(WHOLE, inner=Inner(8))
    changes = PACKED.changes(WHOLE, after)
    assert list(changes) == ["inner"]
    assert PACKED.decode(PACKED.encode(WHOLE) | changes) == after


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\xc1"])
def test_bytes_that_are_no_value_are_an_error(broken: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        PACKED.decode(PACKED.encode(WHOLE) | {"inner": broken})


def test_the_database_takes_bytes_or_nothing(admin: Any, database_name: str) -> None:
    validator = validator_for(Outer, PACKED.packed)
    outers = admin[database_name].create_collection("outers", validator=validator)
    outers.insert_many([PACKED.encode(WHOLE), PACKED.encode(Outer(id="b", inner=None))])
    with pytest.raises(WriteError):
        outers.insert_one(PLAIN.encode(msgspec.structs.replace(WHOLE, id="c")))
