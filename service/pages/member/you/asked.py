"""What can be agreed to, as it is listed: with its name, and the consent if there is one."""

from dataclasses import dataclass

from service.http.me.list_consents import Consent, list_consents
from service.members.consents import PROGRAMME, Purpose
from service.pages.member.elsewhere import Elsewhere
from service.pages.member.names import names_of
from service.pages.member.visit import Visit
from service.programme import Programme

CONSENTS = "/member/you/consents"


@dataclass(frozen=True)
class Asked:
    """`given` is the consent in force, None for one that could be given; `whom` names the
    counterparty, empty for the programme."""

    purpose: Purpose
    counterparty: str
    whom: str
    given: Consent | None = None


async def every(visit: Visit) -> list[Asked]:
    """Those in force, oldest first, then whatever else could be agreed to."""
    names, given = names_of(visit), (await visit.ask(list_consents)).consents
    have: dict[tuple[Purpose, str], Consent | None] = {
        (each.purpose, each.counterparty): each for each in given
    }
    others = {key: None for key in _possible(names.programme) if key not in have}
    return [
        Asked(purpose, counterparty, names.whom(purpose, counterparty), consent)
        for (purpose, counterparty), consent in (have | others).items()
    ]


def find(asked: list[Asked], purpose: str, counterparty: str) -> Asked:
    """The one of these. Elsewhere, for what nobody can agree to."""
    for each in asked:
        if (each.purpose, each.counterparty) == (purpose, counterparty):
            return each
    raise Elsewhere(CONSENTS)


def _possible(programme: Programme) -> list[tuple[Purpose, str]]:
    merchants = [each.id for each in programme.merchants]
    viewers = {each: None for perk in programme.perks if perk.badge for each in perk.merchants}
    return [
        (Purpose.SCORE, PROGRAMME),
        (Purpose.GUESSABLE, PROGRAMME),
        *((Purpose.BOARD, each.id) for each in programme.boards),
        *((Purpose.ELIGIBILITY, each) for each in merchants),
        *((Purpose.TASK_EVENTS, each) for each in merchants),
        *((Purpose.BADGE, each) for each in viewers),
    ]
