"""Why there is no such publication, no proof, or no correction."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class CycleUnknown(Refusal, frozen=True, kw_only=True):
    """Nothing has been published under this name."""

    cycle: str

    def detail(self) -> str:
        return f"No scores of a cycle {self.cycle} are published: look at the list of publications."


class NewerPublished(Refusal, frozen=True, kw_only=True):
    """What is published goes further than this; published scores never go back in time."""

    cycle: str
    published: str
    cut_off: Instant

    def detail(self) -> str:
        return (
            f"Cycle {self.cycle} is not published: {self.published}, with its cut-off at "
            f"{self.cut_off.isoformat()}, is newer and already out."
        )


class ScoreNotPublished(Refusal, frozen=True, kw_only=True):
    """The caller is not in what was published: no member yet, no consent, or paused at the time."""

    cycle: str

    def detail(self) -> str:
        of = f"the publication {self.cycle}" if self.cycle else "anything published so far"
        return (
            f"You have no score in {of}: whoever is an active member at a cut-off, and wants to be "
            "scored, is in the publication of it."
        )


class NothingPublished(Refusal, frozen=True, kw_only=True):
    """There is nothing to correct."""

    def detail(self) -> str:
        return "No scores have been published yet, so there is nothing to correct."


class NotTheLatestCycle(Refusal, frozen=True, kw_only=True):
    """Only what is in force can be corrected; older scores have had their effects."""

    cycle: str
    latest: str

    def detail(self) -> str:
        return f"Only the latest cycle can be corrected: that is {self.latest}, not {self.cycle}."


class CorrectionUnderWay(Refusal, frozen=True, kw_only=True):
    """A correction of this cycle is being published."""

    cycle: str
    revision: int
    since: Instant

    def detail(self) -> str:
        return (
            f"Revision {self.revision} of {self.cycle} has been wanted since "
            f"{self.since.isoformat()} and is not out yet: wait for it, then look whether another "
            "one is needed."
        )
