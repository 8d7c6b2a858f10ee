"""What the ledger's refusals say, word for word, where it depends on their numbers."""

import pytest

from rewards.ledger.refusals import (
    AlreadyCollected,
    AlreadyWithered,
    DifferentTransfer,
    HoldEnded,
    NothingRipe,
)
from tests.people import NOON

AT = "2026-03-04T12:00:00+00:00"


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (NothingRipe(withered=0), "Nothing is ripe: complete a task first."),
        (
            NothingRipe(withered=2),
            "Nothing is ripe: complete a task first. 2 awards have withered.",
        ),
        (
            AlreadyWithered(id="a", withered_at=NOON),
            f"The seeds of a withered at {AT}: collect earlier next time.",
        ),
        (
            AlreadyCollected(id="a", collected_at=NOON),
            f"The seeds of a were collected at {AT} and stay: nothing is left to do.",
        ),
        (
            HoldEnded(id="h", ended_at=NOON),
            f"The seeds of h were set aside until {AT}: set them aside again.",
        ),
        (
            DifferentTransfer(id="a", field="amount", existing="1", wanted="2"),
            "a already exists with amount 1, not 2: reverse it or use another id.",
        ),
    ],
)
def test_it_says(refusal, sentence):
    assert refusal.detail() == sentence
