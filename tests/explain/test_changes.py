"""A difference in words: every number of it, in two languages."""

import pytest

from rewards.score.decay import MICRO
from rewards.score.difference.changes import Change
from service.explain import explained_difference
from service.explain.changes import KEYS
from service.explain.speech import exact
from tests.explain.reader import CHINESE, ENGLISH
from tests.rewards.score.test_difference import (
    BROKEN,
    DONE,
    Kind,
    Status,
    at,
    between,
    many,
    replace,
)


def test_there_are_words_for_every_change():
    assert set(KEYS) == set(Change)
    assert len(set(KEYS.values())) == len(KEYS)


@pytest.mark.parametrize(("speech", "comma"), [(ENGLISH, ", "), (CHINESE, "\uff0c")])
def test_every_number_is_said(speech, comma):
    cured = replace(BROKEN, status=Status.CURED)
    rich = [*many(Kind.MONTH_ACTIVE, 6), *many(Kind.TASK_COMPLETED, 40)]
    found = between(at([BROKEN, *rich], last=600), at([cured, DONE, *rich], 30, last=600))
    told = explained_difference(found, speech)
    assert str(found.before) in told.text
    assert str(found.after) in told.text
    assert told.cushion_text
    for part in told.parts:
        assert exact(part.points * MICRO) in part.text
        assert part.cut == 0 or exact(part.cut) in part.text
        for line in part.lines:
            assert exact(line.micro_points) in line.text
            assert line.capped == 0 or exact(line.capped) in line.text
            for item in line.items:
                assert exact(item.micro_points) in item.text.rpartition(comma)[2]


def test_in_english():
    told = explained_difference(between(at([]), at([replace(DONE)], 60)), ENGLISH)
    assert told.text == "Your score has not changed: it is 390."
    assert told.parts[0].text == (
        "Behaviour: 0 points. Of that, whole points and the bounds of this part: -0.890898 points."
    )
    assert told.parts[0].lines[0].items[0].text == (
        "22 February 2026, from Umbrella Kiosk: new, +0.890898 points."
    )
    assert (told.level_text, told.start_text, told.cushion_text) == ("", "", "")
    risen = explained_difference(
        between(at([]), at(many(Kind.RENTAL_KEPT_LARGE, 6) + many(Kind.PAID_ON_TIME, 10))), ENGLISH
    )
    assert risen.text == "+144 points: your score was 390 and is 534."


def test_another_level_is_said_in_the_readers_words():
    lots = [
        piece
        for kind in (Kind.RENTAL_KEPT_LARGE, Kind.RETURNED_ON_TIME, Kind.RENTAL_KEPT_SMALL)
        for piece in many(kind, 20)
    ]
    found = between(at([]), at(lots))
    assert explained_difference(found, ENGLISH).level_text == (
        "It was in level sprout and is in level blossom."
    )
    assert "花开" in explained_difference(found, CHINESE).level_text
