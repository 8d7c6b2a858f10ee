"""A campaign: tasks that share a budget and a cap."""

from typing import Annotated

import msgspec

from rewards.ledger.amount import Amount
from rewards.ledger.ids import is_part
from tasks.kinds import Overflow


class Campaign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tasks that name it share. To be declared in the programme document.

    day_seeds_max: seeds that one account gets from it on one of its dates; None: no cap.
    budget:        seeds that it pays in all to everybody; None: no budget.
    overflow:      what happens beyond either.
    """

    id: str
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    day_seeds_max: Amount | None = None
    budget: Amount | None = None
    overflow: Overflow = Overflow.REDUCE


def lint_campaign(campaign: Campaign) -> list[str]:
    """What is wrong with a campaign, as sentences."""
    rules = {
        "an id is 1 to 64 letters, digits, '.', '_' or '-'": not is_part(campaign.id),
        "it has neither a cap nor a budget, so it changes nothing": (
            campaign.day_seeds_max is None and campaign.budget is None
        ),
        "a day pays more than there is": (
            None not in (campaign.day_seeds_max, campaign.budget)
            and (campaign.day_seeds_max or 0) > (campaign.budget or 0)
        ),
    }
    return [f"campaign {campaign.id!r}: {sentence}" for sentence, broken in rules.items() if broken]
