"""A member lives in another time zone from the next midnight on."""

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.store.path.command import Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS
from tasks.days.change_zone import change_zone, pending_from


class ChangeZone(msgspec.Struct, frozen=True, kw_only=True):
    """The IANA name of the zone."""

    account: str
    zone: str


class ZoneChanged(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`zone` acts from `from_` on; absent if it acts already."""

    zone: str
    from_: Instant | None = msgspec.field(default=None, name="from")


def decide(command: Command[ChangeZone], view: View) -> Outcome[ZoneChanged]:
    """The calendar with the change in it; asking for what is so already changes nothing."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    calendar = change_zone(
        account.calendar,
        command.body.zone,
        at=command.domain_at,
        numbers=command.programme.numbers.tasks,
    )
    if isinstance(calendar, Refusal):
        return Outcome(calendar)
    answer = ZoneChanged(zone=calendar.zone, from_=pending_from(calendar, command.domain_at))
    if calendar == account.calendar:
        return Outcome(answer)
    after = msgspec.structs.replace(account, zone=calendar.zone, earlier_zones=calendar.earlier)
    told = Emit(account=account.id, kind="zone_changed", data=answer)
    return Outcome(answer, (Put(ACCOUNTS, after), told))


CHANGE_ZONE = Rule("change_zone", ZoneChanged, own_needs, decide)
