"""Who is a minor, and until when."""

import msgspec

from service.members.minors import is_minor
from tests.people import ALICE, DAY, NOON, account_of


def test_a_minor_is_one_until_the_date_and_not_on_it():
    alice = msgspec.structs.replace(account_of(ALICE), adult_from=NOON + DAY)
    assert is_minor(alice, NOON)
    assert not is_minor(alice, NOON + DAY)


def test_who_was_never_a_minor_is_none():
    assert not is_minor(account_of(ALICE), NOON)
