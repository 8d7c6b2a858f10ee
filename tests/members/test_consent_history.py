"""What was agreed to at a moment in the past, from the history alone."""

from datetime import datetime

import pytest

from service.members.consent_history import consented_at
from service.members.consents import ConsentEntry, Grant, Purpose
from tests.people import DAY, HOUR, NOON


def granted(at: datetime, epoch: int, ends_at: datetime | None = None) -> ConsentEntry:
    grant = Grant(
        purpose=Purpose.BOARD, counterparty="b", granted_at=at, ends_at=ends_at, text_sha256=""
    )
    return entry(at, epoch, grant)


def entry(at: datetime, epoch: int, grant: Grant | None = None) -> ConsentEntry:
    return ConsentEntry(
        account="alice", epoch=epoch, at=at, purpose=Purpose.BOARD, counterparty="b", grant=grant
    )


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ([], False),
        ([granted(NOON - DAY, 1)], True),
        ([granted(NOON, 1)], False),  # at the moment itself is too late
        ([granted(NOON - DAY, 1), entry(NOON - HOUR, 2)], False),
        ([granted(NOON - DAY, 1), entry(NOON, 2)], True),
        ([entry(NOON - HOUR, 2), granted(NOON - DAY, 1)], False),  # read in any order
        ([granted(NOON - DAY, 1), entry(NOON - HOUR, 2), granted(NOON - HOUR, 3)], True),
        ([granted(NOON - DAY, 1, NOON)], False),  # until before its end
        ([granted(NOON - DAY, 1, NOON + HOUR)], True),
        ([granted(NOON - DAY, 1), granted(NOON + HOUR, 2)], True),
    ],
)
def test_the_last_word_before_the_moment_counts(history: list[ConsentEntry], said: bool) -> None:
    assert consented_at(history, NOON) is said
