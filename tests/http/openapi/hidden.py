"""Doors that the API's description leaves out, each with the reason."""

import re

from litestar.routes import HTTPRoute

from service.pages.member.routes import MEMBER

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


def pages(method: str) -> list[str]:
    """The paths of the member's app, all behind the one guard that knows who looks at them."""
    return sorted(
        re.sub(r":\w+}", "}", route.path)
        for route in MEMBER.routes
        if isinstance(route, HTTPRoute) and method in route.methods
    )


HIDDEN |= {(method, path): PAGE for method in ("GET", "POST") for path in pages(method)}
