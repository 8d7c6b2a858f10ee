"""GET /member/you: who one is here, and the way to everything about oneself.

POST /member/you/name and /zone change the two things that can be changed.
"""

from typing import Any
from zoneinfo import available_timezones

from litestar import get, post

from service.http.me.change_zone import NewZone, change_my_zone
from service.http.me.list_consents import list_consents
from service.http.me.list_devices import list_devices
from service.http.me.rename import NewName, rename_me
from service.http.me.show_me import show_me
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.visit import TheVisit, Visit

# Zones that no clock on a wall is called by.
_TECHNICAL = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@get("/you", include_in_schema=False)
async def show_you(visit: TheVisit) -> Any:
    """The member's own page."""
    me = await visit.me()
    given = (await visit.ask(list_consents)).consents
    return visit.page(
        "you/you.html",
        zone=me.zone,
        me=me,
        consents=len(given),
        soonest=min((each.ends_at for each in given if each.ends_at), default=None),
        devices=len((await visit.ask(list_devices)).devices),
    )


@post("/you/name", include_in_schema=False, status_code=200)
async def change_name(visit: TheVisit) -> Any:
    """The card with the name, after it."""
    fields = await typed(visit.request)
    renamed = await visit.ask(rename_me, key=key_of(fields), data=body_of(fields, NewName))
    return await _part(visit, "you/name.html", renamed=renamed.display_name)


@get("/you/zones", include_in_schema=False)
async def show_zones(visit: TheVisit) -> Any:
    """The card about the days, with a list of places to choose from."""
    zones = sorted(each for each in available_timezones() if _of_a_place(each))
    return await _part(visit, "you/days.html", zones=zones)


@post("/you/zone", include_in_schema=False, status_code=200)
async def change_zone(visit: TheVisit) -> Any:
    """The card about the days, after the change."""
    fields = await typed(visit.request)
    changed = await visit.ask(change_my_zone, key=key_of(fields), data=body_of(fields, NewZone))
    return await _part(visit, "you/days.html", changed=changed)


async def _part(visit: Visit, template: str, **values: Any) -> Any:
    me = await visit.ask(show_me)
    return visit.page(template, zone=me.zone, me=me, **values)


def _of_a_place(zone: str) -> bool:
    return zone == "UTC" or ("/" in zone and not zone.startswith(_TECHNICAL))
