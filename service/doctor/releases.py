"""Releases of MongoDB: until when they are supported, and which patches matter. Pure.

Dates are MongoDB's own, looked up in November 2026. A version that is not listed here is newer than
this page, or too old to start on.
"""

from datetime import date

Version = tuple[int, int, int]

SUPPORTED_UNTIL: dict[tuple[int, int], date] = {
    (6, 0): date(2025, 7, 31),
    (7, 0): date(2027, 8, 31),
    (8, 0): date(2029, 10, 31),
}

# Any stranger who reaches the port reads the server's memory, by a forged zlib message.
ZLIB_MENDED: dict[tuple[int, int], int] = {
    (6, 0): 27,
    (7, 0): 28,
    (8, 0): 17,
    (8, 2): 3,
}
ZLIB = "CVE-2025-14847"


def version_of(text: str) -> Version:
    """`8.0.17-rc0` is (8, 0, 17)."""
    major, minor, patch = [*text.split("-")[0].split("."), "0", "0"][:3]
    return int(major), int(minor), int(patch)


def leaks_by_zlib(version: Version) -> bool:
    """Whether a server of this version that takes zlib is open to CVE-2025-14847."""
    mended = ZLIB_MENDED.get(version[:2])
    return version[2] < mended if mended is not None else version < (8, 2, 0)
