"""Doors that the API's description leaves out, each with the reason."""

import re

from litestar.routes import HTTPRoute

from service.pages.member.routes import MEMBER

PAGE = "A page for people."
COOKIE = "A page's own session: it sets a cookie and is no use to another client."
PRESS = "What is pressed on a page of ours, which alone may send it: answered by a part of it."

MEMBER_PAGES = (
    "/member",
    "/member/earn",
    "/member/inbox",
    "/member/inbox/older",
    "/member/join",
    "/member/manifest.webmanifest",
    "/member/offline",
    "/member/perks",
    "/member/play",
    "/member/score",
    "/member/score/cycles",
    "/member/score/cycles/{cycle}",
    "/member/score/evidence",
    "/member/score/evidence/{evidence}",
    "/member/score/proof.json",
    "/member/score/what-if",
    "/member/seeds",
    "/member/worker.js",
    "/member/you",
    "/member/you/consents",
    "/member/you/consents/history",
    "/member/you/consents/history/older",
    "/member/you/consents/{purpose}/{counterparty}",
    "/member/you/data",
    "/member/you/devices",
    "/member/you/leave",
    "/member/you/looks",
    "/member/you/looks/older",
    "/member/you/zones",
)
MEMBER_PRESSES = (
    "/member/collect",
    "/member/inbox/seen",
    "/member/join",
    "/member/score/consent",
    "/member/score/end",
    "/member/score/evidence/{evidence}/challenge",
    "/member/score/what-if",
    "/member/sign-in",
    "/member/sign-in/codes",
    "/member/sign-out",
    "/member/you/back",
    "/member/you/consents/agree",
    "/member/you/consents/review",
    "/member/you/consents/take-back",
    "/member/you/consents/withdraw",
    "/member/you/devices/end",
    "/member/you/devices/end-all",
    "/member/you/devices/end-others",
    "/member/you/devices/name",
    "/member/you/export",
    "/member/you/imports",
    "/member/you/imports/drop",
    "/member/you/leave",
    "/member/you/looks/mute",
    "/member/you/looks/object",
    "/member/you/looks/unmute",
    "/member/you/name",
    "/member/you/pause",
    "/member/you/reach",
    "/member/you/reach/forget",
    "/member/you/resume",
    "/member/you/zone",
)

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
    **{("GET", path): PAGE for path in MEMBER_PAGES},
    **{("POST", path): PRESS for path in MEMBER_PRESSES},
}


def pages(method: str) -> list[str]:
    """The paths of the member's app, all behind the one guard that knows who looks at them."""
    return sorted(
        re.sub(r":\w+}", "}", route.path)
        for route in MEMBER.routes
        if isinstance(route, HTTPRoute) and method in route.methods
    )


HIDDEN |= {(method, path): PAGE for method in ("GET", "POST") for path in pages(method)}
