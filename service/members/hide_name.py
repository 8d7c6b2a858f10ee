"""Hide a name that must not be shown: its member chooses another, which is shown again. Pure."""

from datetime import datetime

import msgspec

from rewards.refusal import Refusal
from service.members.member import Member


class MemberUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such member, or nobody of that key on the board now."""

    def detail(self) -> str:
        return "There is no such member: take the account's id, or a key from the board now."


class NoName(Refusal, frozen=True, kw_only=True):
    """The member shows no name at all: there is nothing to hide."""

    def detail(self) -> str:
        return "This member has no name that is shown: there is nothing to hide."


def hide_name(member: Member, *, at: datetime) -> Member | NoName:
    """The member whose name is hidden since `at`; the same if it is hidden already."""
    if not member.display_name:
        return NoName()
    if member.name_hidden_at is not None:
        return member
    return msgspec.structs.replace(member, name_hidden_at=at)


def still_hidden(member: Member, name: str) -> datetime | None:
    """Since when the name is hidden once it is `name`: the same one again stays hidden."""
    same = name.casefold() == member.display_name.casefold()
    return member.name_hidden_at if same else None


def shown_name(member: Member) -> str:
    """What others see: the name, or nothing where it is hidden."""
    return "" if member.name_hidden_at is not None else member.display_name
