"""The pages of perks on one page."""

from service.pages.member.perks.badges import share, show_badges, unshare, unshare_listed
from service.pages.member.perks.buy import buy
from service.pages.member.perks.counter import let_ask, show_perk
from service.pages.member.perks.lent import (
    call_off,
    show_older_rentals,
    show_rentals,
    show_rentals_now,
)
from service.pages.member.perks.offline import (
    let_ask_offline,
    show_offline,
    show_offline_passes,
    take_offline,
)
from service.pages.member.perks.passes import show_heard, show_pass
from service.pages.member.perks.rental import (
    appeal,
    call_this_off,
    say_it_is_broken,
    show_rental,
)
from service.pages.member.perks.show import show_perks
from service.pages.member.perks.vouchers import give_back, show_older_vouchers, show_vouchers

PERK_PAGES = (
    show_perks,
    show_perk,
    let_ask,
    show_pass,
    show_heard,
    show_rentals,
    show_older_rentals,
    show_rentals_now,
    call_off,
    show_rental,
    call_this_off,
    say_it_is_broken,
    appeal,
    buy,
    show_vouchers,
    show_older_vouchers,
    give_back,
    share,
    unshare,
    show_badges,
    unshare_listed,
    show_offline_passes,
    show_offline,
    let_ask_offline,
    take_offline,
)
