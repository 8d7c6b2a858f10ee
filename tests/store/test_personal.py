"""Every collection, and every field of what stays, has its place in an erasure."""

from collections import Counter

import pytest

from service.members.erasure.erase import BLANKED
from service.store.schema.page import ACCOUNTS, PAGE
from service.store.schema.personal import TREATMENTS, Fate, Treatment


def test_every_collection_is_treated_once() -> None:
    """A new collection is put on the page of `schema.personal`: does it hold anything personal?"""
    treated = Counter(each.collection.name for each in TREATMENTS)
    assert treated == Counter(stored.collection.name for stored in PAGE)


@pytest.mark.parametrize(
    "treatment",
    [each for each in TREATMENTS if each.fate is Fate.STAYS],
    ids=lambda each: each.collection.name,
)
def test_every_field_of_what_stays_is_treated_once(treatment: Treatment) -> None:
    """A new field is kept, because it says nothing about a person, or blanked by the erasure."""
    fields = set(treatment.collection.type.__struct_fields__)
    assert treatment.kept | treatment.blanked == fields
    assert not treatment.kept & treatment.blanked


def test_whatever_belongs_to_an_account_is_not_called_nobodys() -> None:
    nobodys = {each.collection.name for each in TREATMENTS if each.fate is Fate.NOBODYS}
    owned = {
        stored.collection.name
        for stored in PAGE
        if "account" in stored.collection.owners
        or "account" in stored.collection.type.__struct_fields__
    }
    assert not nobodys & owned


def test_an_account_s_blanks_are_the_rule_s() -> None:
    [account] = [each for each in TREATMENTS if each.collection is ACCOUNTS]
    assert account.blanked == BLANKED
