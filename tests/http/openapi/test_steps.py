"""Each step on a small document of its own."""

import enum
from typing import Any

import msgspec
import pytest
from litestar import Response, delete, get, post
from litestar.params import FromPath, JSONBody

from service.http.openapi.document import STEPS, openapi_document
from service.http.openapi.examples.made import made
from service.http.openapi.info import introduce, summarise
from service.http.openapi.names import short_name, short_names
from service.http.openapi.operation import Document, operations_of
from service.http.openapi.polish import absent_not_null, name_types, tidy_schemas
from service.http.openapi.raw import described, raw_document
from service.http.openapi.schemas import put_schemas
from service.http.openapi.walk import walk
from service.structs import structs_in


class Colour(enum.StrEnum):
    """Of a thing."""

    RED = "red"


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Of a thing."""

    colour: Colour
    size: int | None = None


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A thing. It has parts.

    And a second paragraph.
    """

    parts: tuple[Part, ...]
    count: int = 0


class ThingWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is sent."""

    name: str
    count: int = 3
    size: int | None = None


@get("/things/{thing:str}", operation_id="getThing", tags=["things"])
async def get_thing(thing: FromPath[str]) -> Thing:
    """One thing. With all its parts."""
    raise NotImplementedError


@post("/things", operation_id="makeThing", tags=["things"])
async def make_thing(data: JSONBody[ThingWanted]) -> Response[Thing]:
    """Makes a thing."""
    raise NotImplementedError


@delete("/things/{thing:str}", operation_id="loseThing", tags=["health"])
async def lose_thing(thing: FromPath[str]) -> None:
    """Loses a thing."""


@get("/hidden", include_in_schema=False)
async def hidden() -> None:
    """In no document."""


def after(*steps: Any) -> Document:
    """The document of the three doors after these steps."""
    app = described([get_thing, make_thing, lose_thing, hidden])
    document = raw_document(app)
    operations = operations_of(app, document)
    for step in steps:
        step(document, operations)
    return document


def schemas(*steps: Any) -> dict[str, Any]:
    found: dict[str, Any] = after(put_schemas, *steps)["components"]["schemas"]
    return found


def test_schemas_are_those_that_read_and_write_the_wire() -> None:
    document = after(put_schemas)
    body = document["paths"]["/things"]["post"]["requestBody"]["content"]["application/json"]
    answer = document["paths"]["/things"]["post"]["responses"]["201"]["content"]
    assert body["schema"] == {"$ref": "#/components/schemas/ThingWanted"}
    assert answer["application/json"]["schema"] == {"$ref": "#/components/schemas/Thing"}
    assert set(document["components"]["schemas"]) >= {"Thing", "ThingWanted", "Part", "Problem"}


def test_what_is_answered_has_all_its_fields_unless_it_leaves_defaults_out() -> None:
    found = schemas()
    assert found["Thing"]["required"] == ["parts", "count"]
    assert found["Part"]["required"] == ["colour"]


def test_what_is_taken_keeps_its_defaults_and_is_closed() -> None:
    found = schemas()["ThingWanted"]
    assert found["required"] == ["name"]
    assert found["properties"]["count"]["default"] == 3
    assert found["additionalProperties"] is False


def test_null_becomes_absent() -> None:
    before, found = schemas(), schemas(absent_not_null)
    assert "anyOf" in before["Part"]["properties"]["size"]
    assert found["Part"]["properties"]["size"] == {"type": "integer"}
    assert found["ThingWanted"]["properties"]["size"] == {"type": "integer"}


def test_a_field_that_has_to_be_there_as_null_may_be_absent_too() -> None:
    document: Document = {
        "components": {
            "schemas": {
                "A": {
                    "properties": {"b": {"anyOf": [{"$ref": "#/B"}, {"type": "null"}]}},
                    "required": ["b"],
                }
            }
        }
    }
    absent_not_null(document, ())
    assert document["components"]["schemas"]["A"] == {
        "properties": {"b": {"$ref": "#/B"}},
        "required": [],
    }


def test_a_true_union_stays_one_so_that_the_walk_finds_it() -> None:
    union = {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}
    document: Document = {
        "components": {"schemas": {"A": {"properties": {"b": union}, "required": []}}}
    }
    absent_not_null(document, ())
    left = document["components"]["schemas"]["A"]["properties"]["b"]
    assert left == {"anyOf": [{"type": "string"}, {"type": "integer"}]}


def test_numbers_and_enumerations_say_what_they_are() -> None:
    found = schemas(absent_not_null, name_types)
    assert found["Part"]["properties"]["size"] == {"type": "integer", "format": "int64"}
    assert found["Colour"]["type"] == "string"


def test_schemas_lose_titles_and_indentation() -> None:
    before, found = schemas(), schemas(tidy_schemas)
    assert before["Thing"]["title"] == "Thing"
    assert "title" not in found["Thing"]
    assert found["Thing"]["description"].endswith("parts.\n\nAnd a second paragraph.")


def test_a_reference_has_nothing_beside_it() -> None:
    document: Document = {
        "components": {"schemas": {"A": {"properties": {"b": {"$ref": "#/B", "default": "x"}}}}}
    }
    tidy_schemas(document, ())
    assert document["components"]["schemas"]["A"]["properties"]["b"] == {"$ref": "#/B"}


def test_only_tags_in_use_are_described_and_unknown_ones_are_listed() -> None:
    tags = after(introduce)["tags"]
    assert [each["name"] for each in tags] == ["health", "things"]
    assert "description" in tags[0]


def test_summaries_are_first_sentences() -> None:
    found = after(summarise)["paths"]["/things/{thing}"]
    assert found["get"]["summary"] == "One thing"
    assert found["get"]["responses"]["200"]["description"] == "A thing."
    assert found["delete"]["responses"]["204"]["description"] == "Done."


def test_hidden_doors_are_in_no_document() -> None:
    assert set(after(*STEPS)["paths"]) == {"/things", "/things/{thing}"}


def test_the_document_is_the_same_each_time() -> None:
    doors = [get_thing, make_thing, lose_thing]
    assert openapi_document(doors) == openapi_document(doors)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Key", "Key"),
        ("service.http.operator.list_keys.Key", "OperatorKey"),
        ("service.http.sign_in.tokens.Key", "SignInKey"),
    ],
)
def test_schemas_of_one_name_get_their_packages(name: str, short: str) -> None:
    assert short_name(name) == short


def test_references_follow_a_shorter_name() -> None:
    long = "service.http.operator.list_keys.Key"
    document: Document = {
        "paths": {"/": {"$ref": f"#/components/schemas/{long}"}},
        "components": {"schemas": {long: {}, "Key": {}}},
    }
    short_names(document)
    assert set(document["components"]["schemas"]) == {"OperatorKey", "Key"}
    assert document["paths"]["/"]["$ref"] == "#/components/schemas/OperatorKey"


def test_two_schemas_never_get_one_name() -> None:
    both = {"a.one.x.Key": {}, "b.one.y.Key": {}}
    with pytest.raises(ValueError, match="rename one"):
        short_names({"components": {"schemas": both}})


def test_structs_are_found_however_deep_and_once() -> None:
    assert structs_in([dict[str, tuple[Thing | None, ...]]]) == {Thing, Part}


def test_a_walk_leaves_examples_alone() -> None:
    node = {"a": [{"b": {}}], "examples": {"x": {"oneOf": []}}, "default": {"c": {}}}
    assert [set(each) for each in walk(node)] == [{"a", "examples", "default"}, {"b"}, set()]


def test_an_example_is_made_from_the_schema() -> None:
    document = after(put_schemas, absent_not_null, name_types)
    thing = made(document, {"$ref": "#/components/schemas/Thing"})
    assert thing == {"parts": [{"colour": "red", "size": 1}], "count": 1}
