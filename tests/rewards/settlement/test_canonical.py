"""Canonical JSON: one value, one text."""

import json

import msgspec
import pytest

from rewards.settlement.canonical import canonical, hash_of
from tests.people import NOON
from tests.rewards.settlement.helpers import standings


def test_names_are_sorted_and_nothing_is_spaced():
    assert canonical({"b": 1, "a": [True, None, "é"]}) == '{"a":[true,null,"é"],"b":1}'.encode()


def test_a_standing_is_written_as_anyone_can_write_it():
    (one,) = standings(7)
    written = b'{"account":"a0","reached_at":"2026-03-04T12:00:00Z","value":7}'
    assert canonical(one) == written
    assert json.dumps(json.loads(written), sort_keys=True, separators=(",", ":")) == (
        written.decode()
    )


def test_the_hash_is_over_these_bytes():
    assert hash_of(()) == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
    assert hash_of(standings(1, 2)) != hash_of(standings(2, 1))
    assert hash_of(standings(1)) == hash_of(list(standings(1)))


@pytest.mark.parametrize("value", [0.5, 1.0, [1, [2.5]], {"a": {"b": 0.1}}])
def test_fractions_have_no_canonical_form(value):
    with pytest.raises(TypeError, match="fraction"):
        canonical(value)


def test_times_of_other_zones_are_other_texts():
    (one,) = standings(7)
    other = msgspec.structs.replace(one, reached_at=NOON.astimezone())
    assert other == one
