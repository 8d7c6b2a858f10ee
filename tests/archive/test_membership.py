"""The membership of an archive carries whatever stands in the account."""

from service.archive.membership import Membership
from service.members.account import Account

ELSEWHERE = {
    "id": "as `account`",
    "consents": "in consents.json, with their history and texts",
    "challenging": "in challenges.json, those that nobody has decided yet",
    "vouchers": "in vouchers.json, those that are held",
    "inviting": "as `brought`, `invited` and `newcomer_from`: the inviter is another member",
}
NOT_THE_MEMBERS = {"version", "epoch"}
"""How writes are kept in order: nothing that is said of anybody."""


def test_every_field_of_the_account_is_carried_or_named_here_with_its_place() -> None:
    fields, carried = set(Account.__struct_fields__), set(Membership.__struct_fields__)
    assert fields - carried == set(ELSEWHERE) | NOT_THE_MEMBERS
