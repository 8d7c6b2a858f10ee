"""GET /v1/me/reach."""

import msgspec
from litestar import get

from service.http.guards import Member, TheMember
from service.http.means import Means, TheMeans
from service.members.reach import EMAIL, Provider, Reach, masked
from service.store.owner import Owner
from service.store.schema.page import REACHES


class PushedTo(msgspec.Struct, frozen=True, kw_only=True):
    """A device that is pushed to."""

    device: str
    provider: Provider


class MyReach(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By what means notices may come. `address` shows the first letter and the domain; absent if
    there is none."""

    address: str | None = None
    email: bool
    push: bool
    devices: tuple[PushedTo, ...]


@get("/reach", operation_id="getReach", tags=["inbox"])
async def show_reach(means: TheMeans, caller: TheMember) -> MyReach:
    """Where the caller's notices go, beside the inbox."""
    owner = Owner("id", caller.account)
    found = await means.context.store.get(REACHES, caller.account, owner=owner)
    reach = found or Reach(id=caller.account)
    return MyReach(
        address=_address(means, caller, reach),
        email=reach.wants_email,
        push=reach.wants_push,
        devices=tuple(PushedTo(device=each.device, provider=each.provider) for each in reach.push),
    )


def _address(means: Means, caller: Member, reach: Reach) -> str | None:
    """None too for one that another secret has sealed: nobody can write there any more."""
    if reach.email is None:
        return None
    text = means.keys.seals.open(reach.email.sealed, account=caller.account, place=EMAIL)
    return None if text is None else masked(text)
