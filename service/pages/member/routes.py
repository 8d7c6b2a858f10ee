"""All pages of the app on one page."""

from litestar import Router
from litestar.di import Provide

from service.pages.member.collect import collect
from service.pages.member.elsewhere import Elsewhere, lead
from service.pages.member.front import show_front, show_home
from service.pages.member.inbox import see_inbox, show_inbox, show_older_messages
from service.pages.member.installed import show_manifest, show_offline, show_worker
from service.pages.member.join import join, show_join
from service.pages.member.perks.routes import PERK_PAGES
from service.pages.member.score.routes import SCORE_PAGES
from service.pages.member.session import refresh_session
from service.pages.member.sign_in import enter, leave, send_code
from service.pages.member.views import show_earn, show_play, show_seeds
from service.pages.member.visit import visit_of, visited
from service.pages.member.you.routes import YOU

VISIT = {"visit": Provide(visit_of, sync_to_thread=False)}

MEMBER = Router(
    "/member",
    guards=[visited],
    dependencies=VISIT,
    exception_handlers={Elsewhere: lead},
    route_handlers=[
        show_home,
        send_code,
        enter,
        leave,
        show_join,
        join,
        collect,
        show_earn,
        show_seeds,
        *PERK_PAGES,
        show_play,
        *SCORE_PAGES,
        show_inbox,
        show_older_messages,
        see_inbox,
        *YOU,
        show_manifest,
        show_worker,
        show_offline,
    ],
)

# The front leads to a page, and the session is asked for by scripts: neither is a visit.
BESIDE = (show_front, refresh_session)
