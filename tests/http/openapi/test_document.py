"""The finished document: what generated clients rely on, for every operation there is."""

import re
from collections import Counter
from typing import Any

import jsonschema_rs
import pytest
from msgspec import inspect

from service.http.openapi.info import TAGS
from service.http.openapi.operation import Document, Operation
from service.http.openapi.walk import PREFIX, walk
from service.programme import Programme
from service.structs import structs_in

# These go out through `without_nulls`: their zeros and falses have to be named.
PLAIN = {"getProgramme", "getGameBundle", "getTransferProof"}


def test_it_is_openapi_and_says_who_is_behind_it(document: Document) -> None:
    assert document["openapi"].startswith("3.1.")
    info = document["info"]
    assert info["description"]
    assert info["license"]["identifier"] == "Apache-2.0"
    assert info["contact"]
    assert [each["url"] for each in document["servers"]] == ["/"]
    # Nothing is delivered yet, so nothing is promised.
    assert "webhooks" not in document


def test_each_operation_has_an_id_of_its_own(operations: list[Operation]) -> None:
    ids = [each.id for each in operations]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)*", name)] == []


def test_each_operation_has_one_tag_that_is_described(
    document: Document, operations: list[Operation]
) -> None:
    described = {each["name"] for each in document["tags"] if each.get("description")}
    assert [each.id for each in operations if len(each.spec["tags"]) != 1] == []
    assert {each.spec["tags"][0] for each in operations} == described <= set(TAGS)


def test_there_are_no_unions_and_no_nulls(document: Document) -> None:
    found = [
        schema
        for schema in walk(document)
        if {"oneOf", "anyOf", "allOf", "not"} & set(schema)
        or isinstance(schema.get("type"), list)
        or schema.get("type") == "null"
        or ("default" in schema and schema["default"] is None)
    ]
    assert found == []


def test_integers_are_of_64_bits_and_there_are_no_fractions(document: Document) -> None:
    kinds = Counter((each["type"], each.get("format")) for each in walk(document) if _typed(each))
    assert kinds[("integer", "int64")] > 50
    assert {kind for kind in kinds if kind[0] in ("integer", "number")} == {("integer", "int64")}


def _typed(schema: Document) -> bool:
    return isinstance(schema.get("type"), str)


def test_bounds_of_integers_are_integers(document: Document) -> None:
    bounds = [each.get(name) for each in walk(document) for name in ("minimum", "maximum")]
    assert all(isinstance(each, int) for each in bounds if each is not None)
    assert any(bounds)


def test_every_reference_leads_somewhere(document: Document) -> None:
    for each in walk(document):
        if "$ref" in each:
            node: Any = document
            for part in each["$ref"].removeprefix("#/").split("/"):
                node = node[part]
            assert set(each) == {"$ref"} or each["$ref"].startswith("#/components/headers") is False


def test_every_answer_and_every_body_has_a_schema(operations: list[Operation]) -> None:
    for each in operations:
        contents = [each.success.get("content", {})]
        contents += [each.spec["requestBody"]["content"]] if "requestBody" in each.spec else []
        for content in contents:
            assert all(media["schema"] for media in content.values()), each.id
        if each.handler.status_code != 204:
            assert each.success["content"], each.id


def test_every_named_schema_is_used(document: Document) -> None:
    used = {each["$ref"] for each in walk(document) if "$ref" in each}
    assert [name for name in document["components"]["schemas"] if PREFIX + name not in used] == []


def test_an_object_that_is_taken_is_closed(document: Document, operations: list[Operation]) -> None:
    schemas = document["components"]["schemas"]
    for struct in structs_in(each.body for each in operations if each.body is not None):
        assert schemas[struct.__name__]["additionalProperties"] is False, struct


def test_no_answer_has_a_null(operations: list[Operation]) -> None:
    """A field that may be None is left out then: by its struct, or by `without_nulls`."""
    answers = [each for each in operations if each.answer is not None and each.id not in PLAIN]
    nullable = [
        f"{struct.__module__}.{struct.__name__}.{field.name}"
        for struct in structs_in(each.answer for each in answers) - structs_in([Programme])
        if not struct.__struct_config__.omit_defaults
        for field in inspect.type_info(struct).fields  # type: ignore[attr-defined]
        if _nullable(field)
    ]
    assert nullable == []


def test_what_may_be_none_is_left_out_by_default(operations: list[Operation]) -> None:
    """`omit_defaults` leaves None out only where it is the default."""
    structs = structs_in(each.answer for each in operations if each.answer is not None)
    required = [
        f"{struct.__module__}.{struct.__name__}.{field.name}"
        for struct in structs
        for field in inspect.type_info(struct).fields  # type: ignore[attr-defined]
        if _nullable(field) and field.required
    ]
    assert required == []


def _nullable(field: inspect.Field) -> bool:
    types = field.type.types if isinstance(field.type, inspect.UnionType) else ()
    return any(isinstance(each, inspect.NoneType) for each in types)


@pytest.mark.parametrize("where", ["bodies", "answers", "problems"])
def test_every_example_is_what_it_is_an_example_of(
    document: Document, operations: list[Operation], where: str
) -> None:
    contents = {
        "bodies": [each.spec["requestBody"]["content"] for each in operations if each.body],
        "answers": [each.success["content"] for each in operations if each.answer],
        "problems": [each["content"] for each in document["components"]["responses"].values()],
    }[where]
    checked = 0
    for content in contents:
        for media in content.values():
            validator = _validator(document, media["schema"])
            for name, example in media["examples"].items():
                errors = [error.message for error in validator.iter_errors(example["value"])]
                assert errors == [], (media["schema"], name)
                checked += 1
    assert checked >= len(contents)


def _validator(document: Document, schema: Document) -> Any:
    whole = {"components": document["components"], **schema}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
