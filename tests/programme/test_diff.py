"""What differs between two versions: nothing is left out, and what gives less is marked."""

import copy
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.programme import Programme, write
from service.programme.diff import Change, How, diff, differences
from service.programme.places import keyed, named, pattern_of
from service.programme.schema import schema
from service.programme.told import ANY, LOWERED, RAISED, REMOVED, is_told
from service.programme_demo import DEMO
from tests.programme.quizzes import programme

Path = tuple[str | int, ...]

FULL = programme(translations=DEMO.translations)
PLAIN: dict[str, Any] = json.loads(write(FULL))
IDS = {"levels": "name", "parts": "name", "kinds": "kind", "lines": "level"}


def leaves(value: Any, path: Path = ()) -> list[Path]:
    """Where every single value stands; a list of plain values is one."""
    if isinstance(value, dict):
        return [leaf for name in value for leaf in leaves(value[name], (*path, name))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for n, each in enumerate(value) for leaf in leaves(each, (*path, n))]
    return [path]


LEAVES = leaves(PLAIN)


def at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def place(path: Path) -> str:
    """How the place is written, worked out from the document itself."""
    text = ""
    for end, step in enumerate(path):
        if isinstance(step, int):
            thing, of = at(PLAIN, path[: end + 1]), path[end - 1]
            name = f"{thing['purpose']} {thing['language']}" if of == "consent_texts" else step
            key = IDS.get(str(of), "id")
            text += f"[{thing.get(key, name)}]"
        else:
            text = named(text, step)
    return text


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    return value[1:] if value else [value]


def with_other(*paths: Path) -> dict[str, Any]:
    document = copy.deepcopy(PLAIN)
    for path in paths:
        inner = at(document, path[:-1])
        inner[path[-1]] = other(inner[path[-1]])
    return document


def is_key(path: Path) -> bool:
    """Whether the thing is known by this value: another one is another thing."""
    if len(path) < 3 or not isinstance(path[-2], int):
        return False
    keys = (
        ("purpose", "language") if path[-3] == "consent_texts" else (IDS.get(str(path[-3]), "id"),)
    )
    return path[-1] in keys


@given(st.sets(st.sampled_from(LEAVES), max_size=6))
def test_a_document_differs_in_nothing_from_itself(paths: set[Path]) -> None:
    document = with_other(*paths)
    assert differences(document, copy.deepcopy(document)) == ()


@given(
    st.lists(
        st.sampled_from([each for each in LEAVES if not is_key(each)]), unique=True, max_size=6
    )
)
def test_every_value_that_changes_is_named_and_no_other(paths: list[Path]) -> None:
    found = differences(PLAIN, with_other(*paths))
    assert sorted(change.path for change in found) == sorted(place(path) for path in paths)
    assert {change.how for change in found} <= {How.CHANGED}


@given(st.sampled_from([each for each in LEAVES if is_key(each)]))
def test_another_id_is_another_thing(path: Path) -> None:
    found = differences(PLAIN, with_other(path))
    assert {change.how for change in found} == {How.REMOVED, How.ADDED}
    assert next(each.path for each in found if each.how is How.REMOVED) == place(path[:-1])


def test_two_versions_of_the_same_differ_in_nothing() -> None:
    later = msgspec.structs.replace(FULL, version=9, effective_at=FULL.tasks[0].opens_at)
    assert diff(FULL, FULL) == diff(FULL, later) == ()


def sentence(**changes: Any) -> list[str]:
    return [each.sentence for each in diff(FULL, msgspec.structs.replace(FULL, **changes))]


def numbers(part: str, **changes: Any) -> Programme:
    inner = msgspec.structs.replace(getattr(FULL.numbers, part), **changes)
    return msgspec.structs.replace(
        FULL, numbers=msgspec.structs.replace(FULL.numbers, **{part: inner})
    )


def test_it_reads_as_sentences() -> None:
    longer = numbers("ledger", ripe_days=45)
    assert [each.sentence for each in diff(FULL, longer)] == ["numbers.ledger.ripe_days: 30 -> 45"]
    assert sentence(tasks=FULL.tasks[1:]) == ["tasks[welcome-tour]: removed"]
    assert sentence(perks=FULL.perks[::-1]) == ["perks: in another order"]
    assert sentence(campaigns=()) == ["campaigns[spring]: removed"]
    assert sentence(zone="Europe/Paris") == ['zone: "Europe/Berlin" -> "Europe/Paris"']
    assert sentence(translations={}) == ['translations["zh-CN"]: removed']


def test_a_long_text_is_cut() -> None:
    path = next(each for each in LEAVES if each[0] == "consent_texts" and each[-1] == "text")
    (found,) = differences(PLAIN, with_other(path))
    assert len(found.before) == len(found.after) == 160
    assert found.after.endswith("…")


def test_the_right_answer_is_never_said() -> None:
    path = next(each for each in LEAVES[::-1] if each[-1] == "answer")
    (found,) = differences(PLAIN, with_other(path))
    assert found == Change(path="tasks[umbrella-quiz].questions[1].answer", how=How.CHANGED)
    assert found.sentence == "tasks[umbrella-quiz].questions[1].answer: changed"


@pytest.mark.parametrize(
    ("pattern", "before", "after"),
    [
        ("tasks[].seeds", 20, 10),
        ("tasks[].budget", None, 500),
        ("tasks[].target", 3, 4),
        ("tasks[].closes_at", None, "2027-01-01T00:00:00Z"),
        ("tasks[].level", "sprout", "branch"),
        ("campaigns[].day_seeds_max", 100, 99),
        ("boards[].prizes", [100, 60, 40], [100, 60]),
        ("boards[].prizes", [100, 60, 40], [100, 61, 39]),
        ("games[].prizes", [30], []),
        ("numbers.ledger.ripe_days", 30, 29),
        ("numbers.ledger.lot_months", 12, 6),
        ("numbers.tasks.seeds_day_max", 500, 400),
        ("numbers.invitations.hold_days", 14, 15),
        ("numbers.score.scheme.kinds[].points", 10, 11),
        ("consent_texts[].text", "yes", "no"),
        ("perks[].terms", "a", "b"),
        ("perks[].merchants", ["a", "b"], ["a"]),
    ],
)
def test_members_are_told_of_what_gives_less_or_asks_more(
    pattern: str, before: Any, after: Any
) -> None:
    assert is_told(pattern, "changed", before, after)


@pytest.mark.parametrize(
    ("pattern", "before", "after"),
    [
        ("tasks[].seeds", 10, 20),
        ("tasks[].budget", 500, None),
        ("tasks[].target", 4, 3),
        ("tasks[].title", "a", "b"),
        ("campaigns[].day_seeds_max", None, None),
        ("boards[].prizes", [100, 60], [100, 60, 40]),
        ("numbers.ledger.ripe_days", 29, 30),
        ("numbers.rates.seeds", 1, 2),
        ("numbers.invitations.hold_days", 15, 14),
    ],
)
def test_nobody_has_to_be_told_of_the_rest(pattern: str, before: Any, after: Any) -> None:
    assert not is_told(pattern, "changed", before, after)


def test_what_is_taken_away_is_told_and_what_is_new_is_not() -> None:
    removed = {each.path: each.told for each in diff(FULL, msgspec.structs.replace(FULL, tasks=()))}
    assert all(removed.values())
    added = diff(msgspec.structs.replace(FULL, tasks=()), FULL)
    assert [each.told for each in added] == [False] * len(FULL.tasks)


def patterns(name: str = "Programme", path: str = "") -> set[str]:
    """Every place that a document may have, ids left out."""
    defs, found = schema()["$defs"], set()
    for field, said in defs[name]["properties"].items():
        here = named(path, field)
        found.add(here)
        for part in [said, *said.get("anyOf", ()), said.get("items", {})]:
            inner = f"{here}[]" if part is said.get("items") else here
            ref = part.get("$ref", "").rpartition("/")[2]
            if "properties" in defs.get(ref, {}):
                found |= {inner} | patterns(ref, inner)
    return found


def test_every_place_that_is_told_is_there() -> None:
    known = patterns()
    assert known >= LOWERED | RAISED | REMOVED
    assert [each for each in ANY if not any(place.startswith(each) for place in known)] == []
    assert set() == LOWERED & RAISED


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("tasks[a].seeds", "tasks[].seeds"),
        ("tasks[a.b-c].questions[0].answer", "tasks[].questions[].answer"),
        ('translations["zh-CN"]["a ] b \\" c"]', "translations[][]"),
        ("zone", "zone"),
    ],
)
def test_a_pattern_has_no_ids(path: str, pattern: str) -> None:
    assert pattern_of(path) == pattern


@pytest.mark.parametrize(
    ("old", "new"), [(1, 2), ([1], [2]), ([], []), ("a", None), ([{"id": 1}], [1]), ({}, [])]
)
def test_plain_values_have_no_keys(old: Any, new: Any) -> None:
    assert keyed(old, new) == (None, None)


def test_things_without_keys_go_by_their_number() -> None:
    ours, theirs = keyed([{"a": 1}], [{"a": 2}, {"a": 2}])
    assert ours == {"0": {"a": 1}}
    assert theirs == {"0": {"a": 2}, "1": {"a": 2}}
