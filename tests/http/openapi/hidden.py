"""Doors that the API's description leaves out, each with the reason."""

import re
from collections.abc import Sequence

from litestar import Router
from litestar.routes import HTTPRoute

from service.pages.member.routes import MEMBER
from service.pages.merchant.routes import MERCHANT_PAGES

PAGE = "A page for people."
COOKIE = "A page's own session: it sets a cookie and is no use to another client."

HIDDEN: dict[tuple[str, str], str] = {
    ("GET", "/"): "Leads to /member.",
    ("GET", "/openapi.json"): "The description itself.",
    ("GET", "/assets/{of}/{name}"): "Files of the pages.",
    ("GET", "/docs"): "The description, as a page.",
    ("GET", "/components"): "Every component of the pages in both themes.",
    ("GET", "/display"): PAGE,
    ("GET", "/display/build"): "How a screen finds out that the pages have changed.",
    ("POST", "/display/session"): COOKIE,
    ("DELETE", "/display/session"): COOKIE,
    ("POST", "/member/session/refresh"): COOKIE,
}


def pages(method: str, routers: Sequence[Router] = (MEMBER,)) -> list[str]:
    """The paths of the member's app, or of merchants' pages, all behind the one guard that knows
    who looks at them."""
    return sorted(
        re.sub(r":\w+}", "}", route.path)
        for router in routers
        for route in router.routes
        if isinstance(route, HTTPRoute) and method in route.methods
    )


for _method in ("GET", "POST"):
    for _path in (*pages(_method), *pages(_method, MERCHANT_PAGES)):
        HIDDEN[_method, _path] = PAGE
