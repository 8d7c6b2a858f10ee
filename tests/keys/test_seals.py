"""Sealed places: readable with our secret, for their account and place, and for nobody else."""

import pytest

from service.keys import Keys
from tests.http.doors import SECRET

SEALS = Keys(SECRET, realm="seedbank").seals
ADDRESS = "alice@example.org"


def test_what_was_sealed_is_opened_where_it_belongs_and_never_looks_the_same() -> None:
    first, second = (SEALS.seal(ADDRESS, account="alice", place="email") for _ in range(2))
    assert first != second
    assert ADDRESS not in first
    assert SEALS.open(first, account="alice", place="email") == ADDRESS


@pytest.mark.parametrize(("account", "place"), [("bob", "email"), ("alice", "push:email")])
def test_it_cannot_be_moved(account: str, place: str) -> None:
    sealed = SEALS.seal(ADDRESS, account="alice", place="email")
    assert SEALS.open(sealed, account=account, place=place) is None


@pytest.mark.parametrize(
    "other", [Keys("another secret of 32 characters!", realm="seedbank"), Keys(SECRET, realm="x")]
)
def test_another_secret_or_database_opens_nothing(other: Keys) -> None:
    sealed = SEALS.seal(ADDRESS, account="alice", place="email")
    assert other.seals.open(sealed, account="alice", place="email") is None
    assert other.seals.mark(ADDRESS) != SEALS.mark(ADDRESS)


@pytest.mark.parametrize("text", ["", "short", "no base64 at all!", "é", "AAAA" * 20])
def test_nonsense_is_opened_as_nothing(text: str) -> None:
    assert SEALS.open(text, account="alice", place="email") is None
