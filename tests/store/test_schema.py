"""Types, codecs and validators agree: every integer is an int64, or the type is refused."""

import enum
from datetime import UTC, date, datetime
from typing import Annotated, Any

import msgspec
import pytest
from bson import BSON, Int64
from pymongo.errors import OperationFailure

from service.store.collection import Collection
from service.store.schema.page import COLLECTIONS
from service.store.schema.validator import validator_for

NOW = datetime(2026, 3, 4, 12, 0, 0, 5000, tzinfo=UTC)


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    ONE = 1


class Part(msgspec.Struct, frozen=True, kw_only=True):
    amount: int
    name: str = ""


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    version: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)] = 1
    maybe: int | None = None
    text_or_count: str | int = 0
    parts: tuple[Part, ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    part: Part | None = None
    by_name: dict[str, str | int] = {}
    colour: Colour = Colour.RED
    open: bool = True
    at: datetime = NOW
    data: bytes = b""


WHOLES = Collection("wholes", Whole, guarded=True)
FULL = Whole(
    id="w",
    maybe=7,
    parts=(Part(amount=1), Part(amount=2**40)),
    rows=((1, 2), (3,)),
    part=Part(amount=5, name="x"),
    by_name={"seeds": 3, "who": "a"},
    data=b"\x00\xff",
)


def integers(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [found for each in value.values() for found in integers(each)]
    if isinstance(value, list):
        return [found for each in value for found in integers(each)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else []


def test_every_integer_is_a_long_wherever_it_stands() -> None:
    found = integers(WHOLES.encode(FULL))
    assert len(found) == 10
    assert {type(one) for one in found} == {Int64}


@pytest.mark.parametrize("doc", [FULL, Whole(id="bare"), Whole(id="w", text_or_count="many")])
def test_a_document_comes_back_as_it_went(doc: Whole) -> None:
    back = WHOLES.decode(BSON.encode(WHOLES.encode(doc)).decode())
    assert msgspec.structs.replace(back, at=doc.at) == doc


@pytest.mark.parametrize(
    "type_", [Level, date, float, Any, tuple[int, str], set[int], dict[str, Level]]
)
def test_a_type_whose_integers_could_slip_through_is_refused(type_: Any) -> None:
    odd = msgspec.defstruct("Odd", [("id", str), ("field", type_)])
    with pytest.raises(TypeError):
        Collection("odd", odd).encode(odd(id="x", field=None))


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_every_collection_of_the_page_can_be_written_and_watched_over(name: str) -> None:
    type_ = COLLECTIONS[name].type
    assert COLLECTIONS[name]._longs is not None
    assert "_id" in validator_for(type_)["$jsonSchema"]["required"]


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_a_field_is_stored_under_its_own_name(name: str) -> None:
    """A change is written field by field, so a renamed field would be written twice."""
    fields = msgspec.structs.fields(COLLECTIONS[name].type)
    assert [one.encode_name for one in fields] == [one.name for one in fields]


def test_a_change_holds_only_the_fields_that_differ_and_its_integers_are_longs() -> None:
    after = msgspec.structs.replace(FULL, version=2, maybe=None, rows=((9,),), by_name={"n": 1})
    changed = WHOLES.changes(FULL, after)
    assert changed == {"version": 2, "maybe": None, "rows": [[9]], "by_name": {"n": 1}}
    assert {type(one) for one in integers(changed)} == {Int64}


@pytest.fixture
def wholes(admin: Any, database_name: str) -> Any:
    return admin[database_name].create_collection("wholes", validator=validator_for(Whole))


def test_the_validator_takes_what_the_codec_writes(wholes: Any) -> None:
    wholes.insert_many([WHOLES.encode(FULL), WHOLES.encode(Whole(id="bare"))])


@pytest.mark.parametrize(
    "change",
    [
        {"version": 1.0},
        {"version": Int64(0)},
        {"version": Int64(2**53)},
        {"maybe": 7},
        {"maybe": "7"},
        {"parts": [{"amount": 1.5, "name": ""}]},
        {"rows": [[Int64(1), 2.5]]},
        {"part": {"name": "no amount"}},
        {"at": "2026-03-04"},
        {"_id": 7},
    ],
    ids=str,
)
def test_the_validator_refuses_what_no_codec_writes(wholes: Any, change: dict[str, Any]) -> None:
    with pytest.raises(OperationFailure, match="failed validation"):
        wholes.insert_one({**WHOLES.encode(FULL), **change})


class Sparse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Leaves out what has its default."""

    always: int
    at_times: int | None = None


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Writes everything, its own defaults included."""

    id: str
    part: Sparse
    count: int = 0


def test_what_an_encoding_leaves_out_is_not_required() -> None:
    schema = validator_for(Holder)["$jsonSchema"]
    assert schema["required"] == ["_id", "part", "count"]
    assert schema["properties"]["part"]["required"] == ["always"]
