"""What makes it an app that a phone keeps: name and icons, and what it shows without a net."""

from typing import Any

from litestar import Response, get

from service.http.limits.general import FREE
from service.pages.assets import asset, build, files
from service.pages.member.visit import TheVisit
from service.pages.page import page
from service.pages.words import speaking

ICONS = (
    ("icons/app-192.png", "192x192", "any"),
    ("icons/app-512.png", "512x512", "any"),
    ("icons/app-maskable-512.png", "512x512", "maskable"),
)
# What a page without a net is made of. Nothing about a member is ever kept.
KEPT = (
    "tokens.css",
    "shell.css",
    "icon.svg",
    "fonts/inter-latin.woff2",
    "fonts/bricolage-latin.woff2",
)


@get("/manifest.webmanifest", include_in_schema=False)
async def show_manifest(visit: TheVisit) -> Response[dict[str, Any]]:
    """As of the W3C's application manifest, in the reader's language."""
    say = speaking(visit.lang)
    manifest = {
        "id": "/member",
        "name": "Seedbank",
        "short_name": "Seedbank",
        "description": say("Small promises, kept, grow"),
        "lang": visit.lang.value,
        "start_url": "/member",
        "scope": "/member",
        "display": "standalone",
        "background_color": "#f0ede2",
        "theme_color": "#0f2a1d",
        "icons": [
            {"src": asset(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return Response(manifest, media_type="application/manifest+json")


@get("/worker.js", include_in_schema=False, sync_to_thread=False, opt={FREE: True})
def show_worker() -> Response[str]:
    """The service worker: it answers only while the network does not."""
    kept = [asset(name) for name in KEPT]
    head = f"const BUILD = {build()!r};\nconst KEPT = {[*kept, '/member/offline']!r};\n"
    script = head + files()["member-worker.js"].decode()
    headers = {
        "Cache-Control": "no-cache",
        "Service-Worker-Allowed": "/member",
        # What the worker itself may fetch: pages of ours.
        "Content-Security-Policy": "default-src 'self'",
    }
    return Response(script, media_type="text/javascript", headers=headers)


@get("/offline", include_in_schema=False, sync_to_thread=False)
def show_offline(visit: TheVisit) -> Response[str]:
    """The page that is shown without a net."""
    return page("member/offline.html", lang=visit.lang)
