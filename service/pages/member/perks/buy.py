"""POST /member/perks/{perk}/buy: a voucher, paid for with seeds."""

from typing import Any

from litestar import post
from litestar.params import FromPath

from service.flows.vouchers.voucher_view import MyVoucher
from service.http.me.buy_voucher import VoucherWanted, buy_a_voucher
from service.http.problems.raised import Refused
from service.http.problems.refusals import AnswerNotRepeated
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.perks.counter import all_of
from service.pages.member.perks.wanted import keys_after
from service.pages.member.visit import TheVisit, Visit


@post("/perks/{perk:str}/buy", include_in_schema=False, status_code=200)
async def buy(visit: TheVisit, perk: FromPath[str]) -> Any:
    """The perk's page with what was bought. Asked again under the same key it is the same one."""
    fields = await typed(visit.request)
    wanted = body_of(fields, VoucherWanted, perk=perk)
    bought = await _bought(visit, key_of(fields), wanted)
    me = await visit.me()
    known = await all_of(visit, perk, me)
    # As it is now: under a key that is sent again it may have been used or given back meanwhile.
    held = known["sale"].held if known["sale"] else ()
    known["bought"] = next((each for each in held if each.id == bought.id), bought)
    return visit.page("perks/perk_body.html", zone=me.zone, **known)


async def _bought(visit: Visit, key: str, wanted: VoucherWanted) -> MyVoucher:
    """Refused as it is refused now: a no that was said before and is only repeated is asked again,
    because the key stands for the next voucher and not for one try."""
    *first, last = keys_after(key)
    for each in first:
        try:
            return await _asked(visit, each, wanted)
        except Refused as refused:
            # What was done and is not told again must not be done again.
            if not refused.replayed or isinstance(refused.refusal, AnswerNotRepeated):
                raise
    return await _asked(visit, last, wanted)


async def _asked(visit: Visit, key: str, wanted: VoucherWanted) -> MyVoucher:
    bought: MyVoucher = await visit.ask(buy_a_voucher, key=key, data=wanted)
    return bought
