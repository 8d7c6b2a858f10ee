"""POST /member/perks/{perk}/buy: a voucher, paid for with seeds."""

from dataclasses import replace
from typing import Any

from litestar import post
from litestar.params import FromPath

from service.flows.vouchers.voucher_view import MyVoucher
from service.http.me.buy_voucher import VoucherWanted, buy_a_voucher
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.perks.counter import all_of
from service.pages.member.visit import TheVisit


@post("/perks/{perk:str}/buy", include_in_schema=False, status_code=200)
async def buy(visit: TheVisit, perk: FromPath[str]) -> Any:
    """The perk's page with what was bought. Asked again under the same key it is the same one."""
    fields = await typed(visit.request)
    wanted = body_of(fields, VoucherWanted, perk=perk)
    # The key is that of the member's next voucher, in every tab: however often it is refused and
    # pressed again, each try is decided as things stand, and one voucher is bought.
    wish = replace(visit, means=visit.means.for_a_wish())
    bought: MyVoucher = await wish.ask(buy_a_voucher, key=key_of(fields), data=wanted)
    me = await visit.me()
    known = await all_of(visit, perk, me)
    # As it is now: under a key that is sent again it may have been used or given back meanwhile.
    held = known["sale"].held if known["sale"] else ()
    known["bought"] = next((each for each in held if each.id == bought.id), bought)
    return visit.page("perks/perk_body.html", zone=me.zone, **known)
