"""All pages on one page."""

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from service.live.live import live_of
from service.pages.assets import show_asset
from service.pages.components.show import show_components
from service.pages.display import show_build, show_display
from service.pages.explorer.door import show_docs
from service.pages.member.routes import BESIDE, MEMBER
from service.pages.merchant.routes import MERCHANT_PAGES
from service.pages.session import pair, unpair


def page_handlers() -> list[ControllerRouterHandler]:
    """Everything of pages for the application; needs `service.live.boards_lifespan`."""
    dependencies = {"live": Provide(live_of, sync_to_thread=False)}
    shell = [show_asset, show_components, show_docs]
    displays = [show_build, show_display, pair, unpair]
    members: list[ControllerRouterHandler] = [*BESIDE, MEMBER]
    return [
        Router(
            "/",
            dependencies=dependencies,
            route_handlers=[*shell, *displays, *members, *MERCHANT_PAGES],
        )
    ]
