"""When a rental counts for badges: once, with the settlement that says it was kept."""

from rewards.perks.badges.counts import with_fact
from rewards.perks.badges.share import Badges, counted
from rewards.perks.rentals.evidence import evidence_of
from rewards.perks.rentals.rental import Rental


def badges_after(badges: Badges, before: Rental, after: Rental) -> Badges:
    """The member's badges once the rental has gone from `before` to `after`."""
    if before.state is after.state:
        return badges
    counts = badges.counts
    for fact in evidence_of(after):
        counts = with_fact(counts, fact.kind)
    return counted(badges, counts)
