"""The person: the only document that links a name or a contact to an account."""

import msgspec

from rewards.calendar import Instant
from service.members.account import Account
from service.members.states import State


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """`contact_hash` is keyed; the contact itself is not kept here.

    `state` and `state_at` mirror the account, in the same transaction, so that a look at the member
    needs no second read. `birth_year` is what the member said. A name that a moderator has hidden
    since `name_hidden_at` is shown to nobody but its member, until there is another.
    """

    id: str
    account: str
    contact_hash: str
    display_name: str
    created_at: Instant
    state: State
    state_at: Instant
    birth_year: int | None = None
    name_hidden_at: Instant | None = None
    version: int = 1


def mirror(member: Member, account: Account) -> Member:
    """The member with the account's state. ValueError if they are not the same person."""
    if member.account != account.id:
        raise ValueError(f"member {member.id} belongs to {member.account}, not {account.id}")
    return msgspec.structs.replace(member, state=account.state, state_at=account.state_at)
