"""Why one version may not follow another. `lint` finds what is wrong with a version by itself."""

from rewards.calendar import Instant
from rewards.refusal import Refusal
from rewards.score.evidence import EvidenceKind


class OtherProgramme(Refusal, frozen=True, kw_only=True):
    """Another programme needs a database of its own: members joined this one."""

    programme: str
    stored: str

    def detail(self) -> str:
        return (
            f"This is the document of {self.programme}, and here is {self.stored}: name the right "
            "database in SEEDBANK_DATABASE, or keep the id."
        )


class ZoneStays(Refusal, frozen=True, kw_only=True):
    """Seasons and cycles are cut in the programme's zone: in another they overlap or leave gaps."""

    zone: str
    stored: str

    def detail(self) -> str:
        return (
            f"The zone stays {self.stored}, not {self.zone}: seasons and cycles that have begun "
            "were cut in it."
        )


class CurrencyStays(Refusal, frozen=True, kw_only=True):
    """What is lent and claimed is stored in minor units, and nothing converts them."""

    currency: str
    stored: str

    def detail(self) -> str:
        return (
            f"The currency stays {self.stored}: deposits that are waived and claims that were made "
            "are in it. Another one needs a programme of its own."
        )


class SandboxStays(Refusal, frozen=True, kw_only=True):
    """Test keys and a clock that can be moved belong to a sandbox, and its database to it."""

    sandbox: bool

    def detail(self) -> str:
        was = "no sandbox" if self.sandbox else "a sandbox"
        return (
            f"This programme is {was} and stays so: begin the other one in a database of its own."
        )


class NotNextVersion(Refusal, frozen=True, kw_only=True):
    """Versions follow each other without a gap, so that nobody leaves out what somebody wrote."""

    version: int
    needed: int

    def detail(self) -> str:
        return f"The next version is {self.needed}, not {self.version}: set its number to that."


class VersionTaken(Refusal, frozen=True, kw_only=True):
    """Somebody has applied this number; a version is never edited."""

    version: int

    def detail(self) -> str:
        return (
            f"There is a version {self.version} already, and it is another document: take the next "
            "number, and compare with what is stored first."
        )


class VersionUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such version, or it is too old to be read."""

    version: int

    def detail(self) -> str:
        return f"There is no version {self.version} to be read: take a number from the list."


class TooSoon(Refusal, frozen=True, kw_only=True):
    """Every process has to hear of a version before it takes effect, and people want to read it."""

    effective_at: Instant
    earliest: Instant

    def detail(self) -> str:
        return (
            f"It would take effect at {self.effective_at.isoformat()}: name a time from "
            f"{self.earliest.isoformat(timespec='seconds')} on."
        )


class BeforeAnnounced(Refusal, frozen=True, kw_only=True):
    """Versions take effect in order. At the same time as the last one it takes its place."""

    effective_at: Instant
    last: int
    last_at: Instant

    def detail(self) -> str:
        return (
            f"Version {self.last} takes effect at {self.last_at.isoformat()}, after "
            f"{self.effective_at.isoformat()}: name the same time to replace it, or a later one."
        )


class BoardStays(Refusal, frozen=True, kw_only=True):
    """Seasons are announced ahead, pay prizes, and take in what is told late."""

    board: str

    def detail(self) -> str:
        return (
            f"The board {self.board} stays: its seasons are announced and settled. Leave its "
            "prizes empty if it is to pay none."
        )


class MerchantStays(Refusal, frozen=True, kw_only=True):
    """Members' consents, pseudonyms and open rentals, and the merchant's keys, go by its id."""

    merchant: str

    def detail(self) -> str:
        return (
            f"The merchant {self.merchant} stays: members have consents and rentals there. Take it "
            "out of tasks and perks, and revoke its keys."
        )


class CharityStays(Refusal, frozen=True, kw_only=True):
    """What members gave to a charity lies in its pool."""

    merchant: str

    def detail(self) -> str:
        return f"The merchant {self.merchant} stays a charity: members may have given seeds to it."


class TaskStillOpen(Refusal, frozen=True, kw_only=True):
    """Members follow a task, and what they did until its end may be told late."""

    task: str
    free_at: Instant | None = None

    def detail(self) -> str:
        if self.free_at is None:
            return f"The task {self.task} has no end: set its closes_at, and leave it out later."
        return (
            f"The task {self.task} can be left out from {self.free_at.isoformat()} on, when "
            "nothing of it can be told late any more: keep it until then."
        )


class TaskRemade(Refusal, frozen=True, kw_only=True):
    """What makes a task's periods stays: else something would be paid twice, or not at all."""

    task: str
    field: str

    def detail(self) -> str:
        return (
            f"The {self.field} of the task {self.task} stays: close it, and begin another task "
            "under an id of its own."
        )


class TaskClosesInThePast(Refusal, frozen=True, kw_only=True):
    """What a member has done while a task was open counts."""

    task: str
    closes_at: Instant
    effective_at: Instant

    def detail(self) -> str:
        return (
            f"The task {self.task} would close at {self.closes_at.isoformat()}, before this "
            f"version takes effect at {self.effective_at.isoformat()}: let it close then or later."
        )


class IdReturns(Refusal, frozen=True, kw_only=True):
    """An id means one thing for ever: awards, budgets and old answers go by it."""

    what: str
    id: str

    def detail(self) -> str:
        return f"There was another {self.what} {self.id}: take an id that nobody has used."


class LevelTooSoon(Refusal, frozen=True, kw_only=True):
    """Who moved a perk's level often, and asked each time, would find out a score."""

    perk: str
    free_at: Instant

    def detail(self) -> str:
        return (
            f"The level of the perk {self.perk} may change again from "
            f"{self.free_at.isoformat(timespec='seconds')} on: keep it until then."
        )


class SchemeNotNumbered(Refusal, frozen=True, kw_only=True):
    """Published scores name the version of their scheme, by which they can be worked out again."""

    scheme: str
    version: int

    def detail(self) -> str:
        return (
            f"Another scheme than {self.scheme} version {self.version} needs a version of its own: "
            "raise the number."
        )


class SchemeTooSoon(Refusal, frozen=True, kw_only=True):
    """Another way of scoring is announced: members have time to read it, to ask and to leave."""

    effective_at: Instant
    earliest: Instant

    def detail(self) -> str:
        return (
            f"Scores would be made otherwise, or on less notice, from "
            f"{self.effective_at.isoformat()} on: name a time from "
            f"{self.earliest.isoformat(timespec='seconds')} on."
        )


class PenaltyLooksBack(Refusal, frozen=True, kw_only=True):
    """What took no points when it happened takes none later: nobody was told, nobody could answer.

    `since` is what the scheme says of the kind, None if it says nothing; `earliest` what it may.
    """

    kind: EvidenceKind
    since: Instant | None
    earliest: Instant

    def detail(self) -> str:
        said = "has no `since`" if self.since is None else f"counts since {self.since.isoformat()}"
        return (
            f"{self.kind.value!r} would take points for what happened before anybody knew: it "
            f"{said}, so give it `since` from {self.earliest.isoformat()} on."
        )


class NotRehearsed(Refusal, frozen=True, kw_only=True):
    """Who would change level and lose a perk is looked at before scores are made otherwise."""

    scheme: str
    version: int

    def detail(self) -> str:
        return (
            f"Nobody has looked at what {self.scheme} version {self.version} would do to past "
            "cycles: run `seedbank programme rehearse` with this file first."
        )
