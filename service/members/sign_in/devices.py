"""A member's devices: which sessions there are, how many there may be, and what they are called."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.refusal import Refusal
from service.members.sign_in.session import Session, is_over

NAME_MAX = 64
"""Code points."""


class Devices(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions of a member, those that began first in front; `id` is the member's.

    Whoever begins a session writes this, so that two at once cannot both be the last one allowed.
    Some that are over may still be in it: they leave when room is needed.
    """

    id: str
    sessions: tuple[str, ...] = ()
    version: int = 1


class DeviceUnknown(Refusal, frozen=True, kw_only=True):
    """No device of the caller's, or signed out already: one answer to both."""

    def detail(self) -> str:
        return "You have no such device signed in: ask for the list of your devices."


class BadDeviceName(Refusal, frozen=True, kw_only=True):
    """Nothing of the name can be shown."""

    def detail(self) -> str:
        return "This name has no characters that can be shown: use letters, digits or signs."


def device_name(text: str) -> str:
    """`text` in NFKC on one line, at most NAME_MAX long, without what hides in it or turns it."""
    normal = " ".join(unicodedata.normalize("NFKC", text).split())
    return "".join(each for each in normal if unicodedata.category(each)[0] != "C")[:NAME_MAX]


def make_room(
    sessions: Sequence[Session | None], *, at: datetime, most: int
) -> tuple[tuple[Session, ...], tuple[Session, ...]]:
    """Which of a member's sessions stay, so that one more may begin, and which have to end for it.

    None is a session whose document is gone. What is over is neither kept nor ended again; of the
    others those end that began first. `most` counts the new one too.
    """
    alive = [each for each in sessions if each is not None and not is_over(each, at)]
    alive.sort(key=lambda each: (each.started_at, each.id))
    surplus = max(0, len(alive) + 1 - most)
    return tuple(alive[surplus:]), tuple(alive[:surplus])
