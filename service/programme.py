"""The programme document: everything an operator decides, in one validated, versioned value.

Composed here from what tasks, rewards and membership declare. Rules read it and never change it; a
new version takes effect at `effective_at`. Members can read all of it through the API.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import msgspec

from rewards.boards.board import Board, lint_board
from rewards.calendar import Instant, is_zone
from rewards.economy import (
    Cadence,
    GameNumbers,
    InvitationNumbers,
    LedgerNumbers,
    PerkNumbers,
    RentalNumbers,
    ScoreNumbers,
    SeasonNumbers,
    SettlementNumbers,
    lint_lines,
)
from rewards.games.game import GameKind
from rewards.games.terms import GameTerms, lint_terms
from rewards.ledger.ids import is_part
from rewards.perks.merchant import Merchant
from rewards.perks.perk import Perk, lint_perk
from rewards.refusal import Refusal
from rewards.score.scheme import lint_scheme
from service.members.consents import PROGRAMME, ConsentText, Purpose, hash_of
from service.members.numbers import MemberNumbers, SignInNumbers
from tasks.numbers import TaskNumbers
from tasks.task import APP, Task, lint_task

DAY_MINUTES = 24 * 60


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All numbers in force; each class explains its own, with units and reasons."""

    ledger: LedgerNumbers = LedgerNumbers()
    score: ScoreNumbers = ScoreNumbers()
    perks: PerkNumbers = PerkNumbers()
    rentals: RentalNumbers = RentalNumbers()
    invitations: InvitationNumbers = InvitationNumbers()
    games: GameNumbers = GameNumbers()
    seasons: SeasonNumbers = SeasonNumbers()
    settlement: SettlementNumbers = SettlementNumbers()
    tasks: TaskNumbers = TaskNumbers()
    members: MemberNumbers = MemberNumbers()
    sign_in: SignInNumbers = SignInNumbers()


class Programme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a programme. `zone` is the IANA zone of its seasons and cycles.

    A `sandbox` is for trying things out: its merchants' keys are test keys, its clock can be moved.
    It has a database of its own; a programme that is none never becomes one.
    """

    id: str
    version: Annotated[int, msgspec.Meta(ge=1)]
    effective_at: Instant
    zone: str
    consent_texts: tuple[ConsentText, ...]
    merchants: tuple[Merchant, ...]
    tasks: tuple[Task, ...]
    perks: tuple[Perk, ...]
    boards: tuple[Board, ...]
    games: tuple[GameTerms, ...] = ()
    numbers: Numbers = Numbers()
    sandbox: bool = False


class InvalidProgramme(Refusal, frozen=True, kw_only=True):
    """The document cannot be used; `sentences` say all that is wrong with it."""

    sentences: tuple[str, ...]

    def detail(self) -> str:
        return f"Correct the programme document: {'; '.join(self.sentences)}."


def consent_text(programme: Programme, purpose: Purpose) -> ConsentText:
    """The text in force for `purpose`. A validated programme has one for each."""
    return next(text for text in programme.consent_texts if text.purpose is purpose)


def read(document: bytes) -> Programme | InvalidProgramme:
    """The programme in a JSON `document`, if it is one and nothing is wrong with it."""
    try:
        programme = msgspec.json.decode(document, type=Programme)
    except (msgspec.DecodeError, RecursionError) as error:
        return InvalidProgramme(sentences=(str(error),))
    found = validate(programme)
    return InvalidProgramme(sentences=tuple(found)) if found else programme


def write(programme: Programme) -> bytes:
    """The programme as indented JSON; `read` gives an equal value back."""
    return msgspec.json.format(msgspec.json.encode(programme), indent=2)


def validate(programme: Programme) -> list[str]:
    """What is wrong with `programme`, as sentences; empty if it can be used."""
    merchants = [merchant.id for merchant in programme.merchants]
    scheme = programme.numbers.score.scheme
    levels = [level.name for level in scheme.levels]
    sources = frozenset({APP, *merchants})
    return [
        *_out_of_range(programme),
        *_lint_itself(programme),
        *_lint_ids("merchant", merchants, reserved={APP, PROGRAMME}),
        *_lint_ids("task", [task.id for task in programme.tasks]),
        *_lint_ids("perk", [perk.id for perk in programme.perks]),
        *_lint_ids("board", [board.id for board in programme.boards]),
        *_lint_ids("game", [terms.id for terms in programme.games]),
        *_lint_texts(programme.consent_texts),
        *lint_scheme(scheme),
        *lint_lines(programme.numbers.rentals.lines, tuple(levels)),
        *(found for board in programme.boards for found in lint_board(board)),
        *_lint_games(programme),
        *(found for task in programme.tasks for found in lint_task(task, sources)),
        *(
            found
            for perk in programme.perks
            for found in lint_perk(perk, merchants=merchants, levels=levels)
        ),
    ]


def _out_of_range(programme: Programme) -> list[str]:
    """Ranges and types are checked where JSON is read; a value built in Python goes there too."""
    try:
        msgspec.json.decode(msgspec.json.encode(programme), type=Programme)
    except msgspec.ValidationError as error:
        return [str(error)]
    return []


def _lint_itself(programme: Programme) -> list[str]:
    numbers = programme.numbers.members
    rules = {
        f"programme id {programme.id!r} cannot be used as an id": not is_part(programme.id),
        f"zone {programme.zone!r} is not an IANA time zone": not is_zone(programme.zone),
        "consents last longer by default than they may": (
            numbers.consent_days > numbers.consent_days_max
        ),
    }
    return [sentence for sentence, broken in rules.items() if broken]


def _lint_ids(noun: str, ids: list[str], reserved: Iterable[str] = ()) -> list[str]:
    return (
        [f"{noun} {each!r} is declared {n} times" for each, n in Counter(ids).items() if n > 1]
        + [f"{noun} {each!r}: this id is taken" for each in ids if each in reserved]
        + [f"{noun} {each!r} cannot be used as an id" for each in ids if not is_part(each)]
    )


def _lint_games(programme: Programme) -> list[str]:
    boards = [board.id for board in programme.boards]
    found = [found for terms in programme.games for found in lint_terms(terms, boards)]
    if programme.numbers.score.cadence is Cadence.MONTHLY:
        return found
    return found + [
        f"game {terms.id!r}: it locks before the publication before"
        for terms in programme.games
        if terms.kind is GameKind.GUESS_SCORE and terms.lock_minutes >= DAY_MINUTES
    ]


def _lint_texts(texts: tuple[ConsentText, ...]) -> list[str]:
    counts = Counter(text.purpose for text in texts)
    return [
        f"consent to {purpose} has {counts[purpose]} texts instead of one"
        for purpose in Purpose
        if counts[purpose] != 1
    ] + [
        f"consent to {text.purpose}: the hash is not that of the text"
        for text in texts
        if text.sha256 != hash_of(text.text)
    ]
