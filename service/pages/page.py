"""Renders a template into a response that a browser may trust."""

from functools import cache, partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from litestar.datastructures import Cookie

from service.pages import words
from service.pages.assets import asset, build
from service.pages.named import named
from service.pages.times import times_in

# Everything comes from here, nothing is inline, nobody frames it; so no nonce is needed.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

# Each form that changes something has a key of its own: sent twice, it is done once.
fresh_key = partial(token_hex, 16)

FOLDER = Path(__file__).parent / "templates"


@cache
def templates(lang: str) -> Environment:
    """The templates in one language: `_("...")` says a sentence in it, also inside of macros."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        asset=asset,
        build=build,
        lang=lang,
        theme="",
        _=words.speaking(lang),
        named=partial(named, lang),
        fresh_key=fresh_key,
    )
    environment.filters.update(
        grouped=words.grouped,
        points=words.points,
        change=words.change,
        whole_change=words.whole_change,
        biggest_first=words.biggest_first,
        initial=words.initial,
        days=words.days_in(lang),
        hue=words.hue,
        zip=zip,
        **times_in(lang),
    )
    return environment


def page(
    template: str,
    *,
    lang: str = "en",
    status: int = 200,
    cookies: list[Cookie] | None = None,
    **values: Any,
) -> Response[str]:
    """The page with these values, every one of them escaped. `lang` is a tag as in RFC 5646."""
    text = templates(lang).get_template(template).render(**values)
    return Response(
        text,
        status_code=status,
        media_type="text/html",
        headers=HEADERS,
        cookies=cookies or [],
    )
