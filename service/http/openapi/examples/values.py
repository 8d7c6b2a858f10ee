"""Values that stand in many examples: one member, one kiosk, one Wednesday."""

from service.members.consents import Purpose
from service.programme import consent_text
from service.programme_demo import DEMO

KIOSK = "umbrella-kiosk"
CHARITY = "meadow-relief"
CONTACT = "alice@example.org"
NAME = "Alice"
ZONE = "Europe/Berlin"
BOARD = "seeds-weekly"
SEASON = "2026-W10"
TASK = "return-umbrella"
NOON = "2026-03-04T12:00:00Z"
A_MINUTE_LATER = "2026-03-04T12:01:00Z"
TWO_HOURS_LATER = "2026-03-04T14:00:00Z"
A_MONTH_LATER = "2026-04-03T12:00:00Z"
A_YEAR_LATER = "2027-04-01T00:00:00Z"
ID = "5f0c6d1a8a584f0e9d0a3f2f3f0f9a11"
SHOWN = "8c1f0d7be2a94c5d9b3e6a7f10d2c4b8"
RENTAL = "0b8e3d5fa1c24e6c8d7f9a0b1c2d3e4f"
HOLD = "3d9c2b7f4e1a48d0b6c5a4f3e2d1c0b9"
VOUCHER = "7a1c9e3b5d2f4806a4b6c8d0e2f41357"
PSEUDONYM = "d41a7e90c2b34f5e8a6b7c8d9e0f1a2b"
ROW_KEYS = ["1f2e3d4c5b6a7988", "8897a6b5c4d3e2f1", "0123456789abcdef"]
INVITATION = "K7QM-4WXZ"
AWARD = f"task:{TASK}:{ID}:2026-03-04"


def words_of(purpose: Purpose) -> str:
    """The hash of the demo's words for a purpose, in English."""
    return consent_text(DEMO, purpose).sha256
