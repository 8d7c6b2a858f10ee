"""What a look at a badge was answered, as it stands in the access log."""

from collections.abc import Iterable

from rewards.perks.badges.say import Said
from rewards.perks.terms.badge import BadgeFact

NOTHING = "nothing"


def heard(facts: Iterable[Said]) -> str:
    """The facts as words for the log: `rentals_kept=10 charity_tasks=5`."""
    return " ".join(f"{each.fact.value}={each.at_least}" for each in facts) or NOTHING


def read_heard(answered: str) -> tuple[Said, ...]:
    """The same the other way; nothing of what is no answer of a badge."""
    found = (word.partition("=") for word in answered.split())
    known = {each.value for each in BadgeFact}
    return tuple(
        Said(fact=BadgeFact(fact), at_least=int(number))
        for fact, _, number in found
        if fact in known and number.isdecimal()
    )
