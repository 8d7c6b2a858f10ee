"""The JSON Schema: what an editor says of a document is what `read` says of it."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from service.programme import InvalidProgramme, Programme, read, write
from service.programme.notes import notes
from service.programme.schema import DRAFT, schema_text
from service.programme_demo import DEMO
from service.structs import structs_in
from tests.programme.quizzes import programme

SCHEMA: dict[str, Any] = json.loads(schema_text())
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write(programme()))
    return found


def put(value: Any, *path: str | int) -> Change:
    """Changes what stands at `path`."""

    def change(document: dict[str, Any]) -> None:
        inner: Any = document
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


def test_it_is_a_schema_of_its_draft_with_an_id() -> None:
    jsonschema_rs.meta.validate(SCHEMA)
    assert SCHEMA["$schema"] == DRAFT
    assert SCHEMA["$id"] == "urn:seedbank:programme"


@pytest.mark.parametrize("written", [DEMO, programme()])
def test_what_is_sound_is_sound_to_both(written: Programme) -> None:
    assert [each.message for each in VALIDATOR.iter_errors(json.loads(write(written)))] == []
    assert msgspec.json.decode(write(written), type=Programme) == written


@pytest.mark.parametrize(
    "change",
    [
        put("red", "colour"),
        put(1, "numbers", "ledger", "rotten_days"),
        put("x", "tasks", 0, "color"),
        put("x", "merchants", 0, "colour"),
        put("x", "campaigns", 0, "colour"),
        put("x", "numbers", "score", "scheme", "levels", 0, "colour"),
        put(0, "version"),
        put("1", "version"),
        put(None, "zone"),
        put(5, "id"),
        put("soon", "effective_at"),
        put(0, "numbers", "ledger", "ripe_days"),
        put(367, "numbers", "ledger", "ripe_days"),
        put(-1, "tasks", 0, "seeds"),
        put(2**53, "tasks", 0, "seeds"),
        put(0, "campaigns", 0, "budget"),
        put("", "campaigns", 0, "title"),
        put("", "tasks", -1, "questions", 0, "text"),
        put(8, "tasks", -1, "questions", 0, "answer"),
        put("x" * 121, "boards", 0, "title"),
        put("hourly", "tasks", 0, "kind"),
        put("monthly", "boards", 0, "season"),
        put("no hash", "consent_texts", 0, "sha256"),
        put({"de": {}}, "translations"),
        put(3, "sandbox"),
        put({}, "tasks"),
        lambda document: document.pop("zone"),
        lambda document: document["tasks"][0].pop("sources"),
    ],
)
def test_what_is_not_is_refused_by_both(document: dict[str, Any], change: Change) -> None:
    change(document)
    assert not VALIDATOR.is_valid(document)
    text = json.dumps(document).encode()
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Programme)
    assert isinstance(read(text), InvalidProgramme)


def test_every_object_is_closed() -> None:
    objects = {name: each for name, each in SCHEMA["$defs"].items() if "properties" in each}
    assert len(objects) > 25
    assert [name for name, each in objects.items() if each["additionalProperties"]] == []


def test_every_number_says_its_unit_or_reason() -> None:
    silent = [
        f"{name}.{field}"
        for name, each in SCHEMA["$defs"].items()
        if name.endswith("Numbers")
        for field, said in each["properties"].items()
        if "description" not in said and not said.get("$ref", "").endswith("Numbers")
    ]
    assert silent == []


def test_notes_are_those_of_the_field_and_of_no_other() -> None:
    by_name = {struct.__name__: notes(struct) for struct in structs_in([Programme])}
    assert by_name["LedgerNumbers"]["ripe_days"].startswith("Days to collect ripe seeds: ")
    paid = by_name["InvitationNumbers"]
    assert paid["inviter_seeds"] == paid["newcomer_seeds"] != paid["first_percent"]
    assert by_name["Merchant"] == {}
    assert notes(_Said) == {"a": "One line and another.", "b": "One line and another.", "c": "New."}


class _Said(Programme):
    # One line
    # and another.
    a: int
    b: int
    # New.
    c: int
