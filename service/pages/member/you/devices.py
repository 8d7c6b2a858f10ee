"""GET /member/you/devices: where one is signed in, and signing out from afar."""

from typing import Any

from litestar import Response, get, post

from service.http.me.end_device import end_a_device
from service.http.me.list_devices import list_devices
from service.http.me.rename_device import DeviceName, rename_a_device
from service.http.me.show_me import show_me
from service.http.me.show_reach import show_reach
from service.http.me.sign_out_everywhere import Everywhere, sign_out_everywhere
from service.pages.member.cookies import signed_out
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.visit import FRONT, TheVisit, Visit


@get("/you/devices", include_in_schema=False)
async def show_devices(visit: TheVisit) -> Any:
    """All that are signed in, and where notices go."""
    me = await visit.me()
    devices = (await visit.ask(list_devices)).devices
    reach = await visit.ask(show_reach)
    return visit.page("you/devices.html", zone=me.zone, me=me, devices=devices, reach=reach)


@post("/you/devices/name", include_in_schema=False, status_code=200)
async def name_device(visit: TheVisit) -> Any:
    """The list, with the new name."""
    fields = await typed(visit.request)
    named = await visit.ask(
        rename_a_device,
        key=key_of(fields),
        device=fields.get("device", ""),
        data=body_of(fields, DeviceName),
    )
    return await _list(visit, renamed=named.name)


@post("/you/devices/end", include_in_schema=False, status_code=200)
async def end_device(visit: TheVisit) -> Any:
    """The list, without it."""
    fields = await typed(visit.request)
    await visit.ask(end_a_device, key=key_of(fields), device=fields.get("device", ""))
    return await _list(visit, ended=1)


@post("/you/devices/end-others", include_in_schema=False, status_code=200)
async def end_other_devices(visit: TheVisit) -> Any:
    """The list with this one alone."""
    key = key_of(await typed(visit.request))
    ended = await visit.ask(sign_out_everywhere, key=key, data=Everywhere(keep_this=True))
    return await _list(visit, ended=ended.ended)


@post("/you/devices/end-all", include_in_schema=False)
async def end_all_devices(visit: TheVisit) -> Response[None]:
    """The way in: this one is signed out too."""
    key = key_of(await typed(visit.request))
    await visit.ask(sign_out_everywhere, key=key, data=Everywhere())
    return go(FRONT, cookies=signed_out(visit.request))


async def _list(visit: Visit, **told: Any) -> Any:
    me = await visit.ask(show_me)
    devices = (await visit.ask(list_devices)).devices
    return visit.page("you/device_list.html", zone=me.zone, devices=devices, **told)
