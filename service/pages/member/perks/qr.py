"""A pass's token as a QR code: black on white in both themes, as scanners want it. Pure."""

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white around it, as ISO/IEC 18004 asks for."""


def qr(token: str) -> Markup:
    """An SVG that carries the token and nothing else, to be sized by its class; it needs no style
    of its own and no script."""
    # A quarter of it may be scratched or in the sun; 32 bytes are 37 modules then.
    code = segno.make_qr(token, error="q", boost_error=False)
    drawn = code.svg_inline(border=QUIET, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 - made here, of hexadecimal digits
