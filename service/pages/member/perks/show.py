"""GET /member/perks: what is open, what is missing to the rest, and what is lent now."""

from asyncio import gather
from typing import Any

from litestar import get

from rewards.perks.vouchers.voucher import VoucherState
from service.http.me.list_badges import list_my_badges
from service.http.me.list_offline_passes import list_offline_passes
from service.http.me.list_vouchers import list_my_vouchers
from service.pages.member.names import names_of
from service.pages.member.perks.lent import lent_now
from service.pages.member.perks.offline import offered
from service.pages.member.perks.stands import Stands, all_perks
from service.pages.member.perks.vouchers import VOUCHERS
from service.pages.member.visit import TheVisit, Visit

GROUPS = ("yes", "partial", "no")
"""What is open comes first."""


@get("/perks", include_in_schema=False)
async def show_perks(visit: TheVisit) -> Any:
    """Every perk by what a counter would hear, each with the way to its own page."""
    me = await visit.me()
    stands, lent, owned = await gather(
        all_perks(visit, me.zone), lent_now(visit), what_is_owned(visit)
    )
    return visit.page(
        "perks/perks.html",
        zone=me.zone,
        me=me,
        names=names_of(visit),
        groups=grouped(stands),
        **lent,
        **owned,
    )


async def what_is_owned(visit: Visit) -> dict[str, Any]:
    """How many vouchers can be redeemed, among the newest, badges are shown and passes carried."""
    vouchers, badges, passes = await gather(
        visit.ask(list_my_vouchers, limit=VOUCHERS),
        visit.ask(list_my_badges),
        visit.ask(list_offline_passes),
    )
    return {
        "vouchers": sum(each.state is VoucherState.HELD for each in vouchers.vouchers),
        "shares": sum(len(each.shares) for each in badges.badges),
        "passes": len(passes.passes),
        "offline": offered(visit),
    }


def grouped(perks: list[Stands]) -> list[tuple[str, list[Stands]]]:
    """By answer; a group that nothing is in is not there."""
    found = ((group, [each for each in perks if each.perk.answer == group]) for group in GROUPS)
    return [(group, some) for group, some in found if some]
