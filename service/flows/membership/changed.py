"""Turns a membership rule's answer into effects: the account, the member's mirror, the history."""

from service.members.change import Changed
from service.members.consents import ConsentEntry
from service.members.member import Member, mirror
from service.store.path.command import Append, Effect, Put
from service.store.schema.documents import ConsentRow
from service.store.schema.page import ACCOUNTS, CONSENTS, MEMBERS


def effects_of(changed: Changed, member: Member | None = None) -> tuple[Effect, ...]:
    """What to write; with `member`, its mirror of the account's state too."""
    rows = (Append(CONSENTS, _row(part, entry)) for part, entry in enumerate(changed.history))
    mirrored = () if member is None else (Put(MEMBERS, mirror(member, changed.account)),)
    return (Put(ACCOUNTS, changed.account), *mirrored, *rows)


def _row(part: int, entry: ConsentEntry) -> ConsentRow:
    # The epoch rises with every change of consent, so the id sorts and cannot exist yet.
    id_ = f"{entry.account}:{entry.epoch:08d}:{part:02d}"
    return ConsentRow(id=id_, account=entry.account, entry=entry)
