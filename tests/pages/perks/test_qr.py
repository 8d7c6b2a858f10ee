"""The QR code of a pass, without a browser: what it is drawn as, and what it carries."""

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from service.pages.member.perks.qr import QUIET, qr
from tests.pages.perks.scanner import read

TOKENS = st.text("0123456789abcdef", min_size=32, max_size=32)
SCALE = 4


def pixels(svg: str) -> tuple[bytes, int]:
    """The lines of the SVG's path as grey pixels, and how many there are to a side."""
    size = int(re.findall(r'viewBox="0 0 (\d+) \d+"', svg)[0])
    rows = [[255] * size for _ in range(size)]
    x = y = 0.0
    path = re.findall(r' d="([^"]+)"', svg)[0]
    for move, first, second, along in re.findall(r"(?:([mM])(-?[\d.]+) (-?[\d.]+)|h(\d+))", path):
        if along:
            for at in range(int(x), int(x) + int(along)):
                rows[int(y)][at] = 0
            x += int(along)
        else:
            x, y = (
                (float(first), float(second))
                if move == "M"
                else (x + float(first), y + float(second))
            )
    wide = [bytes(each for each in row for _ in range(SCALE)) for row in rows]
    return b"".join(row for row in wide for _ in range(SCALE)), size * SCALE


@settings(max_examples=60, deadline=None)
@given(TOKENS)
def test_what_is_drawn_is_read_as_the_token(token: str) -> None:
    grey, side = pixels(str(qr(token)))
    assert read(grey, side, side) == [token]


def test_it_needs_nothing_that_the_policy_of_pages_forbids() -> None:
    drawn = str(qr("0123456789abcdef" * 2))
    for forbidden in ("style", "script", "href", "xmlns", "<?xml"):
        assert forbidden not in drawn
    # The quiet zone is part of the picture, and all of it fits a phone in modules of 7 px.
    assert f"M{QUIET} {QUIET}.5" in drawn
    assert 'viewBox="0 0 41 41"' in drawn or 'viewBox="0 0 37 37"' in drawn


def test_a_quarter_of_it_may_be_lost() -> None:
    assert segno.make_qr("0123456789abcdef" * 2, error="q", boost_error=False).error == "Q"
    grey, side = pixels(str(qr("fedcba9876543210" * 2)))
    torn = bytearray(grey)
    for row in range(side // 2, side // 2 + 2 * SCALE):  # a scratch across the middle
        torn[row * side + side // 3 : row * side + side // 2] = bytes(side // 2 - side // 3)
    assert read(bytes(torn), side, side) == ["fedcba9876543210" * 2]
