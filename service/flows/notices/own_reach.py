"""What the flows of an account's places have in common."""

from collections.abc import Iterable
from typing import Any

from service.members.reach import Reach, push_place, without_places
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import REACHES


def kept(command: Command[Any], view: View) -> Reach:
    """The account's places; none yet, if there is no document of them."""
    account: str = command.body.account
    return view.get(REACHES, account) or Reach(id=account)


def keep(view: View, reach: Reach) -> Effect:
    """The places from now on."""
    known = view.reference(REACHES, reach.id) is not None
    return Put(REACHES, reach) if known else Insert(REACHES, reach)


def forgotten(view: View, account: str, devices: Iterable[str]) -> tuple[Effect, ...]:
    """For who signs devices out: they are pushed to no more.

    Whoever begins to push to a device guards its session, and so does who ends it: that there is no
    document of places yet can be relied on as long as the session is.
    """
    return without(view, account, frozenset(map(push_place, devices)))


def without(view: View, account: str, names: frozenset[str]) -> tuple[Effect, ...]:
    """The places without those of these names; nothing to write if there were none."""
    seen = view.reference(REACHES, account) if names else None
    if seen is None or without_places(seen, names) == seen:
        return ()
    reach = view.get(REACHES, account) or seen
    return (Put(REACHES, without_places(reach, names)),)


def reach_needs(command: Command[Any], _view: View) -> Iterable[Key]:
    """The places alone."""
    yield REACHES.key(command.body.account)
