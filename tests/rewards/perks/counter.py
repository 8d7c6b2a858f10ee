"""A counter for the tests of perks: who comes, with what score, and when."""

from datetime import datetime
from typing import Any

from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked
from rewards.perks.decide_eligibility import Bearer, Decided, decide_eligibility
from rewards.perks.perk import Perk
from rewards.score.sesame import SESAME
from tests.people import NOON

BERLIN = "Europe/Berlin"


def decided(
    perk: Perk,
    merchant: str,
    value: int | None,
    *,
    asked: Asked | None = None,
    at: datetime = NOON,
    **more: Any,
) -> Decided:
    """What is decided of somebody with this score; everything else as on the first day."""
    bearer = Bearer(value=value, asked=asked or Asked(), uses=more.pop("uses", ()))
    usual = {"taken": 0, "numbers": PerkNumbers(), "levels": SESAME.levels}
    rest: dict[str, Any] = usual | more
    return decide_eligibility(perk, bearer, merchant=merchant, zone=BERLIN, at=at, **rest)
