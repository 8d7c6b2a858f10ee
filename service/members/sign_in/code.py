"""A one-time code: six digits, few tries, little time."""

import hmac
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.members.numbers import SignInNumbers


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """The code last sent to a contact; `id` is the contact's keyed hash, `sha256` the code's."""

    id: str
    sha256: str
    expires_at: Instant
    tries: int = 0
    used: bool = False
    version: int = 1


class CodeRefused(Refusal, frozen=True, kw_only=True):
    """Wrong, used, too old, or never sent: one answer, so that trying tells nothing."""

    def detail(self) -> str:
        return "This code is not valid. Ask for a new one and enter it within a few minutes."


def new_code(contact: str, sha256: str, *, at: datetime, numbers: SignInNumbers) -> Code:
    """A fresh code for a contact. It takes the place of an older one, whose tries are over."""
    lasting = timedelta(minutes=numbers.code_minutes)
    return Code(id=contact, sha256=sha256, expires_at=at + lasting)


def try_code(
    code: Code | None, sha256: str, *, at: datetime, numbers: SignInNumbers
) -> tuple[Code | None, bool]:
    """The code after this try, and whether it was the right one. None: there is nothing to count.

    A right code is used up; a wrong one costs a try; after the last try even the right one fails.
    """
    if code is None or code.used or at >= code.expires_at:
        return None, False
    if code.tries >= numbers.code_tries_max:
        return None, False
    # Compared in constant time: the hash is keyed, but habits are cheaper than proofs.
    right = hmac.compare_digest(code.sha256, sha256)
    return msgspec.structs.replace(code, tries=code.tries + 1, used=right), right
