"""Whose a document must be to be read: part of the query, so that another's is never loaded."""

from typing import NamedTuple


class Owner(NamedTuple):
    """The value that a field of the document must have."""

    field: str
    id: str


EVERYBODY = Owner("", "")
"""For jobs, proofs and credentials, which are asked for by nobody's id. Doors for people have no
use for it; a test knows the few that do, and why."""


def of_account(id_: str) -> Owner:
    """Only what belongs to this account."""
    return Owner("account", id_)


def of_merchant(id_: str) -> Owner:
    """Only what belongs to this merchant."""
    return Owner("merchant", id_)


def of_source(id_: str) -> Owner:
    """Only evidence that this merchant is the source of."""
    return Owner("source", id_)


class OwnerMissing(Exception):
    """A read of what belongs to somebody did not say to whom: a defect, and nothing was read."""
