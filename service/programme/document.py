"""The document's shape."""

from typing import Annotated

import msgspec

from rewards.boards.board import Board
from rewards.calendar import Instant
from rewards.economy import (
    ChallengeNumbers,
    GameNumbers,
    InvitationNumbers,
    LedgerNumbers,
    MerchantNumbers,
    PerkNumbers,
    RentalNumbers,
    ScoreNumbers,
    SeasonNumbers,
    SettlementNumbers,
)
from rewards.games.terms import GameTerms
from rewards.perks.merchant import Merchant
from rewards.perks.perk import Perk
from service.language.languages import Language
from service.limits.numbers import RateNumbers
from service.members.consents import ConsentText
from service.members.numbers import MemberNumbers, NoticeNumbers, SignInNumbers
from service.members.refused_words import Word
from service.programme.numbers import ChangeNumbers
from service.webhooks.numbers import WebhookNumbers
from tasks.limits.campaign import Campaign
from tasks.numbers import TaskNumbers
from tasks.task import Task


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All numbers in force; each class explains its own, with units and reasons."""

    ledger: LedgerNumbers = LedgerNumbers()
    score: ScoreNumbers = ScoreNumbers()
    challenges: ChallengeNumbers = ChallengeNumbers()
    perks: PerkNumbers = PerkNumbers()
    rentals: RentalNumbers = RentalNumbers()
    merchants: MerchantNumbers = MerchantNumbers()
    invitations: InvitationNumbers = InvitationNumbers()
    games: GameNumbers = GameNumbers()
    seasons: SeasonNumbers = SeasonNumbers()
    settlement: SettlementNumbers = SettlementNumbers()
    tasks: TaskNumbers = TaskNumbers()
    members: MemberNumbers = MemberNumbers()
    sign_in: SignInNumbers = SignInNumbers()
    notices: NoticeNumbers = NoticeNumbers()
    webhooks: WebhookNumbers = WebhookNumbers()
    rates: RateNumbers = RateNumbers()
    changes: ChangeNumbers = ChangeNumbers()


class Programme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a programme. `zone` is the IANA zone of its seasons and cycles.

    The document is written in English. `translations` says its texts in other languages, each by
    its English words: a text that changes loses its translation, and says so. `consent_texts` has
    one for each purpose in English and in every language that has translations.

    No display name may have one of the `refused_words`; the list itself is shown to nobody.

    Deposits, claims and statements are in minor units of one `currency`, a code of ISO 4217. Empty,
    as in documents from before it could be named, amounts are shown without one.

    A `sandbox` is for trying things out: its merchants' keys are test keys, its clock can be moved.
    It has a database of its own; a programme that is none never becomes one.
    """

    id: str
    version: Annotated[int, msgspec.Meta(ge=1, le=99_999_999)]
    effective_at: Instant
    zone: str
    consent_texts: tuple[ConsentText, ...]
    merchants: tuple[Merchant, ...]
    tasks: tuple[Task, ...]
    perks: tuple[Perk, ...]
    boards: tuple[Board, ...]
    games: tuple[GameTerms, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    numbers: Numbers = Numbers()
    translations: dict[Language, dict[str, str]] = {}
    sandbox: bool = False
    currency: Annotated[str, msgspec.Meta(pattern="^([A-Z]{3})?$")] = ""
    refused_words: Annotated[tuple[Word, ...], msgspec.Meta(max_length=2_000)] = ()

    @property
    def charities(self) -> frozenset[str]:
        """The merchants that are charities, by id."""
        return frozenset(each.id for each in self.merchants if each.charity)
