"""GET /v1/me/devices."""

import asyncio

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.guards import Member, TheMember
from service.http.me.self import own_member
from service.http.means import Means, TheMeans
from service.members.sign_in.session import Session, is_over, last_used_at
from service.store.owner import Owner, of_account
from service.store.schema.page import DEVICES, SESSIONS


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-in. `name` is what the member calls it, perhaps nothing; `current`: this call came
    from it. `last_used_at` is its last refresh, which comes about every quarter of an hour of use.
    """

    id: str
    name: str
    started_at: Instant
    last_used_at: Instant
    expires_at: Instant
    current: bool


class Devices(msgspec.Struct, frozen=True, kw_only=True):
    """All that are signed in, those used last in front. There is a bound, so there are no pages."""

    devices: tuple[Device, ...]


@get("/devices", operation_id="listDevices", tags=["devices"])
async def list_devices(means: TheMeans, caller: TheMember) -> Devices:
    """Where the caller is signed in. One that is unknown to you: end it, or sign out everywhere."""
    sessions = await _sessions(means, caller)
    newest = sorted(sessions, key=lambda each: (last_used_at(each), each.id), reverse=True)
    return Devices(devices=tuple(_device(each, caller) for each in newest))


async def _sessions(means: Means, caller: Member) -> list[Session]:
    """The sessions on the member's list that go on."""
    store, at = means.context.store, means.server_now()
    member, owner = await own_member(means, caller), of_account(caller.account)
    listed = await store.get(DEVICES, member, owner=Owner("id", member))
    if listed is None:
        return []
    # All within one tick of the loop, so the store makes one query of them.
    found = await asyncio.gather(
        *(store.get(SESSIONS, each, owner=owner) for each in listed.sessions)
    )
    return [each for each in found if each is not None and not is_over(each, at)]


def _device(session: Session, caller: Member) -> Device:
    return Device(
        id=session.id,
        name=session.device,
        started_at=session.started_at,
        last_used_at=last_used_at(session),
        expires_at=session.expires_at,
        current=session.id == caller.session,
    )
