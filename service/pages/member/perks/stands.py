"""How perks stand for the member, with the reasons as they are said."""

from dataclasses import dataclass

import msgspec

from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkUnknown
from service.http.me.list_perks import MyPerk, list_my_perks
from service.http.me.perk_reason import Reason
from service.http.problems.raised import Refused
from service.pages.member.told import Given, written
from service.pages.member.visit import Visit


@dataclass(frozen=True)
class Stands:
    """A perk, and each reason against it: its code and its values, moments as they are written."""

    perk: MyPerk
    reasons: tuple[tuple[str, Given], ...]


async def all_perks(visit: Visit, zone: str) -> list[Stands]:
    """Every perk, in the order of the programme."""
    mine = await visit.ask(list_my_perks)
    return [_stands(visit, each, zone) for each in mine.perks]


async def one_perk(visit: Visit, perk: str, zone: str) -> Stands:
    """One of them. Refused if there is none of this name."""
    for each in await all_perks(visit, zone):
        if each.perk.id == perk:
            return each
    raise Refused(PerkUnknown(perk=perk))


def declared(visit: Visit, perk: str) -> Perk:
    """What the programme document says of it. Refused if there is none of this name."""
    found = next((each for each in visit.means.programme.perks if each.id == perk), None)
    if found is None:
        raise Refused(PerkUnknown(perk=perk))
    return found


def _stands(visit: Visit, perk: MyPerk, zone: str) -> Stands:
    return Stands(perk=perk, reasons=tuple(_said(visit, each, zone) for each in perk.reasons))


def _said(visit: Visit, reason: Reason, zone: str) -> tuple[str, Given]:
    values = msgspec.to_builtins(reason)
    code = values.pop("code")
    now = visit.means.domain_now()
    said = {name: written(each, visit.lang, zone, now) for name, each in values.items()}
    return code, Given(said)
