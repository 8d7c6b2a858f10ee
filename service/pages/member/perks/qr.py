"""What is scanned, as a QR code: black on white in both themes, as scanners want it. Pure."""

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white around it, as ISO/IEC 18004 asks for."""


def qr(token: str) -> Markup:
    """An SVG that carries the token of a pass or the digits of a voucher and nothing else, to be
    sized by its class; it needs no style of its own and no script."""
    # A quarter of it may be scratched or in the sun; 32 bytes are 37 modules then.
    return _drawn(token, error="q")


def of_offline(token: str) -> Markup:
    """The same of an offline pass, which is seven times as long (docs/offline-pass.md): so that its
    modules stay large enough on a phone, an eighth of it may be lost."""
    return _drawn(token, error="m")


def _drawn(token: str, *, error: str) -> Markup:
    code = segno.make_qr(token, error=error, boost_error=False)
    drawn = code.svg_inline(border=QUIET, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 - made here, of letters and digits
