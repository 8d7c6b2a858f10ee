"""How the document is read into the page."""

from typing import Any

import pytest

from service.pages.explorer.examples import example_of, examples_of
from service.pages.explorer.fields import fields_of
from service.pages.explorer.prose import prose, without_title
from service.pages.explorer.reading import read
from service.pages.explorer.schemas import kind_of, limits_of

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Person": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 64},
                    "born": {"type": "string", "format": "date"},
                    "friends": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}},
                },
            },
            "Sort": {"enum": ["up", "down"], "description": "Which way."},
            "a/b": {"type": "boolean"},
        }
    }
}
PERSON = {"$ref": "#/components/schemas/Person"}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "format": "int64"}, "integer (int64)"),
        ({"type": ["string", "null"]}, "string"),
        ({"anyOf": [{"type": "null"}, {"type": "boolean"}]}, "boolean"),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, "string or integer"),
        ({"$ref": "#/components/schemas/Sort"}, "up or down"),
        ({"$ref": "#/components/schemas/a~1b"}, "boolean"),
        ({"type": "array", "items": PERSON}, "list of object"),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            "object of integer by name",
        ),
        ({"const": "Bearer"}, "Bearer"),
        ({}, "anything"),
    ],
)
def test_a_kind_in_words(schema: dict[str, Any], words: str) -> None:
    assert kind_of(DOCUMENT, schema) == words


def test_bounds_in_words() -> None:
    schema = {"type": "integer", "minimum": 1, "maximum": 9, "default": 3}
    assert limits_of(DOCUMENT, schema) == ("from 1", "to 9", "otherwise 3")
    text = {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^a+$"}
    words = ("length at least 1", "length at most 64", "matches ^a+$")
    assert limits_of(DOCUMENT, text) == words
    assert limits_of(DOCUMENT, {"type": "boolean", "default": False}) == ("otherwise false",)
    assert limits_of(DOCUMENT, {"type": "array", "default": []}) == ()
    assert limits_of(DOCUMENT, {"type": "integer", "default": 0}) == ("otherwise 0",)


def test_a_shape_that_holds_itself_ends() -> None:
    name, born, friends = fields_of(DOCUMENT, PERSON)
    assert (name.required, born.required) == (True, False)
    depth = 0
    while friends.fields:
        friends, depth = friends.fields[2], depth + 1
    assert depth == 5


def test_an_example_has_what_is_required_and_no_more() -> None:
    assert example_of(DOCUMENT, PERSON) == {"name": "text"}
    assert example_of(DOCUMENT, {"type": "array", "items": PERSON}) == [{"name": "text"}]
    assert example_of(DOCUMENT, {"type": "integer", "default": 0}) == 0
    loop = {"type": "object", "required": ["more"], "properties": {}}
    loop["properties"] = {"more": loop}
    assert "more" in example_of(DOCUMENT, loop)


def test_named_examples_come_before_made_up_ones() -> None:
    media = {"schema": PERSON, "examples": {"a_child": {"summary": "a child", "value": {"x": 1}}}}
    [example] = examples_of(DOCUMENT, media)
    assert (example.name, example.text) == ("a child", '{\n  "x": 1\n}')
    [made] = examples_of(DOCUMENT, {"schema": PERSON})
    assert made.text == '{\n  "name": "text"\n}'


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("One\ntwo.", ((("One two.", False),),)),
        ("A `b` c.", ((("A ", False), ("b", True), (" c.", False)),)),
        ("A.\n\nB.", ((("A.", False),), (("B.", False),))),
        ("An odd ` tick", ((("An odd ` tick", False),),)),
    ],
)
def test_paragraphs_and_code(text: str, pieces: object) -> None:
    assert prose(text) == pieces


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Does it. Then more.", "Does it", "Then more."),
        ("Does\nit.", "Does it", ""),
        ("Else.", "Does it", "Else."),
        ("Plain.", "", "Plain."),
    ],
)
def test_a_title_is_not_said_twice(text: str, title: str, rest: str) -> None:
    assert without_title(text, title) == rest


def test_an_operation_without_tag_or_body_is_shown_too() -> None:
    plain = {"responses": {"204": {"description": "Done."}}}
    document = DOCUMENT | {
        "info": {"title": "T", "version": 1},
        "paths": {"/a": {"delete": plain, "parameters": []}},
    }
    [group] = read(document).groups
    [operation] = group.operations
    assert (group.name, operation.id, operation.schemes) == ("other", "delete/a", ())
    assert operation.body is None
    assert [answer.status for answer in operation.answers] == ["204"]
