"""Documents that only the shell has: claims, keys and history rows."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.cycles import revision as revisions
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.rehearsal.tally import CycleRehearsed
from rewards.score.standing.standing import Standing
from service.members.consents import ConsentEntry
from service.programme.diff import Change
from service.programme.succession import Past


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Something that only one may have, e.g. `contact:<hash>`; `holder` is the id of who has it."""

    id: str
    holder: str
    at: datetime


class BadgeCode(msgspec.Struct, frozen=True, kw_only=True):
    """Whose badge a code shows, to which merchant. The share itself is in the account, which every
    reader looks at: without it this opens nothing."""

    id: str
    account: str
    merchant: str
    ends_at: datetime


class ConsentRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of an account's consent history; the epoch makes the id."""

    id: str
    account: str
    entry: ConsentEntry


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A fact for the score, and how it stands; `source` says who knows it.

    Completions are facts by themselves. One that has been challenged has a row here too, under the
    same id, and the row is what counts. `reference` is the source's own, `recorded_at` is when we
    were told. What is proposed has a `notice`, the message that its clock starts with. `since`,
    `was` and `made_good_at` are those of `rewards.score.standing`.
    """

    id: str
    account: str
    kind: EvidenceKind
    at: datetime
    source: str
    status: Status
    reference: str
    recorded_at: datetime
    notice: str | None = None
    since: datetime | None = None
    was: Status | None = None
    made_good_at: datetime | None = None
    version: int = 1

    @property
    def fact(self) -> Evidence:
        """The same as a score knows it, as it stands now."""
        return Evidence(
            id=self.id, kind=self.kind, at=self.at, source=self.source, status=self.status
        )

    @property
    def standing(self) -> Standing:
        """How it stands, for the rules of that."""
        return Standing(
            status=self.status, since=self.since, was=self.was, made_good_at=self.made_good_at
        )


class MerchantKey(msgspec.Struct, frozen=True, kw_only=True):
    """An API key of a merchant, by the SHA-256 of its secret. `test` keys are for sandboxes.

    `suffix` are the last digits of the secret, for people who compare; `label` is what the key is
    for; `terminal` is the one that it works at, empty for a key of the office; `given_by` is the
    merchant's key that it was made with, empty if an operator made it. After a rotation the secret
    before works on until before `previous_ends_at`.
    """

    id: str
    merchant: str
    secret_sha256: str
    scopes: tuple[str, ...]
    test: bool
    created_at: datetime
    revoked_at: datetime | None = None
    label: str = ""
    suffix: str = ""
    expires_at: datetime | None = None
    rotated_at: datetime | None = None
    previous_sha256: str | None = None
    previous_ends_at: datetime | None = None
    terminal: str = ""
    given_by: str = ""
    version: int = 1


class DisplayToken(msgspec.Struct, frozen=True, kw_only=True):
    """What lets one screen show one board, by the SHA-256 of its secret part; `label` says where
    it stands."""

    id: str
    board: str
    secret_sha256: str
    created_at: datetime
    revoked_at: datetime | None = None
    label: str = ""
    suffix: str = ""
    version: int = 1


class KeyUse(msgspec.Struct, frozen=True, kw_only=True):
    """When a merchant's key or a display's token was last seen, to the minute."""

    id: str
    at: datetime


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """One account's published score in one revision of one cycle: a score, or why there is none.

    With what it takes to work it out again: the days in which the membership was active, the score
    `last` published before, and the evidence, which is in the score; where there is no score, it is
    in `facts`. The scheme is in the revision.
    """

    id: str
    cycle: str
    revision: int
    account: str
    score: Score | None
    not_available: NotAvailable | None
    active_days: int = 0
    last: Last | None = None
    facts: tuple[Evidence, ...] = ()


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """Which revision of which cycle is the published one; there is one such document.

    `reason` says why, if it corrects an earlier revision.
    """

    id: str
    cycle: str
    revision: int
    cut_off: datetime
    published_at: datetime
    reason: str = ""
    version: int = 1


class Counter(msgspec.Struct, frozen=True, kw_only=True):
    """Tries of one policy and key in one window, which ends at `ends_at`."""

    id: str
    tries: int
    ends_at: datetime


class Breaker(msgspec.Struct, frozen=True, kw_only=True):
    """Tries of everybody since its window began; open until `open_until`. `opened_by` is random:
    whoever finds its own has opened it."""

    id: str
    tries: int
    window_ends_at: datetime
    open_until: datetime
    opened_by: str


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """The last time somebody asked whether writing works."""

    id: str
    at: datetime


class ProgrammeVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the programme, without its document.

    `applied_at` is None for the one that its database began with. `changes` are what differs from
    the version before, `past` is what the versions up to this one bind the next one to.
    """

    id: str
    version: int
    effective_at: datetime
    applied_at: datetime | None = None
    changes: tuple[Change, ...] = ()
    past: Past = Past()


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """What a candidate's way of scoring would have done to past cycles; its `id` is the candidate's
    hash. `against` is the version of the programme that it was compared with."""

    id: str
    scheme: str
    scheme_version: int
    against: int
    at: datetime
    cycles: tuple[CycleRehearsed, ...] = ()
    version: int = 1


class StoredProgramme(ProgrammeVersion, frozen=True, kw_only=True):
    """The same with its document as JSON, so that its own reader judges it whole. Never edited."""

    document: bytes


class TokenKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs access tokens from `signs_from` on, until the next one does.

    `sealed` is its private half, under a key that is made from the service's secret.
    """

    kid: str
    sealed: bytes
    made_at: datetime
    signs_from: datetime


class TokenKeys(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that rotations have made, oldest first; there is one such document, or none yet."""

    id: str
    keys: tuple[TokenKey, ...] = ()
    version: int = 1


class DomainClock(msgspec.Struct, frozen=True, kw_only=True):
    """By how much domain time is ahead of the server's; there is one such document.

    It says for good whether the database is a sandbox's, whatever a programme document says later.
    """

    id: str
    sandbox: bool
    offset_ms: Annotated[int, msgspec.Meta(ge=0)] = 0
    version: int = 1

    @property
    def offset(self) -> timedelta:
        """The same as a span."""
        return timedelta(milliseconds=self.offset_ms)


CURRENT = "current"
"""The id of what there is one of: the publication, the clock."""


def snapshot_id(publication: Publication, account: str) -> str:
    """Where an account's score in this publication is."""
    return revisions.snapshot_id(publication.cycle, publication.revision, account)


def version_id(version: int) -> str:
    """Where a version of the programme is: ids are in the order of their numbers."""
    return f"{version:08d}"
