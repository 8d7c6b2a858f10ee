"""Every refusal can be told in Chinese, wholly, and nothing in the catalogue is for nobody."""

import re

import pytest

from rewards.boards.season import SeasonState
from rewards.games.game import GameState
from rewards.invitations.invitation import InvitationState
from rewards.ledger.reasons import Reason
from rewards.ledger.spending.spending import SpendingState
from rewards.perks.rentals.rental import RentalState
from rewards.perks.vouchers.voucher import VoucherState
from rewards.refusal import Refusal
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.standing.challenge import ChallengeState as ObjectionState
from rewards.settlement.progress import SettlementState
from service.http.guards.callers import Scope
from service.http.problems.refusals import MalformedJson, NotJson
from service.language.catalogue import catalogue
from service.language.formats import BARE, SENTENCES, SPANS_MS, names_in, said
from service.language.languages import Language
from service.language.problems import Entry, entries, retold, words_of
from service.members.access_challenge import ChallengeState
from service.members.consents import Purpose
from service.members.minors import Barred
from service.members.states import State
from service.operators.roles import Power
from service.store.schema.slot import SlotState
from tests.language.refusals import examples, refusals

ZH = Language.ZH_CN
ENTRIES = entries(ZH)
REFUSALS = refusals()

# What is the same in every language: names of headers, formats, commands and settings.
NAMES = re.compile(
    r"Idempotency-Key|Content-Type|application/json|application/zip|Authorization|Bearer|If-Match|Retry-After|"
    r"SEEDBANK_[A-Z_]+|seedbank [a-z]+|ASCII|UTF-8|JSON|UTC|IANA|ISO|RFC|Asia/Shanghai|"
    r"2026-W10|2026-03-0\dT[0-9:]+(?:Z|\+08:00)|1w2d12h|\b\d+[a-z]\b|ETag|admin|support|auditor"
)

VOCABULARIES = {
    "membership": State,
    "rental": RentalState,
    "hold": SpendingState,
    "voucher": VoucherState,
    "status": Status,
    "objection": ObjectionState,
    "game": GameState,
    "season": SeasonState,
    "invitation": InvitationState,
    "settlement": SettlementState,
    "slot": SlotState,
    "purpose": Purpose,
    "barred": Barred,
    "challenge": ChallengeState,
    "scope": Scope,
    "power": Power,
    "reason": Reason,
    "evidence": EvidenceKind,
}


class Newborn(Refusal, frozen=True, kw_only=True):
    """A refusal that somebody has just written."""

    count: int

    def detail(self) -> str:
        return f"There are {self.count}: take one."


def untold(classes: dict[str, type[Refusal]]) -> set[str]:
    return set(classes) - set(ENTRIES)


def sentences(entry: Entry) -> tuple[str, ...]:
    return (entry.detail, *entry.when.values())


def test_every_refusal_is_told_and_nothing_else_is() -> None:
    assert untold(REFUSALS) == set()
    assert set(ENTRIES) - set(REFUSALS) == set()


def test_a_new_refusal_without_chinese_is_noticed_and_told_in_english_until_then() -> None:
    assert untold(REFUSALS | {"newborn": Newborn}) == {"newborn"}
    words = words_of(Newborn(count=3), ZH)
    assert (words.title, words.detail) == ("Newborn", "There are 3: take one.")


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_a_sentence_names_fields_of_its_refusal(code: str) -> None:
    entry, fields = ENTRIES[code], set(REFUSALS[code].__struct_fields__)
    ways = {"", SENTENCES, BARE, *SPANS_MS, *catalogue(ZH, "terms")}
    for sentence in sentences(entry):
        for name, how in names_in(sentence):
            assert name in fields
            assert how in ways or re.fullmatch(r"\.\d+", how), how
    assert {entry.by, *entry.foreign} - {None} <= fields
    assert bool(entry.when) == (entry.by is not None)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_it_is_chinese_and_whole(code: str) -> None:
    for refusal in examples(REFUSALS[code], ENTRIES[code]):
        words = words_of(refusal, ZH)
        for text in (words.title, words.detail):
            assert re.search(r"[\u4e00-\u9fff]", text)
            assert not re.search(r"[A-Za-z]{2}", NAMES.sub("", text)), text
            assert not re.search(r"[{}]|None|True|\(\)", text), text
            # Chinese sentences have Chinese marks, and no space at their ends.
            assert not re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]", text), text
            assert text == text.strip()
        assert words.detail.endswith("。")
        assert not words.title.endswith("。")
        assert len(words.title) <= 24


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_it_says_as_many_of_the_numbers_as_english_does(code: str) -> None:
    """A field that the English sentence shows is shown in Chinese too."""
    entry, cls = ENTRIES[code], REFUSALS[code]
    for refusal in examples(cls, entry):
        values = {name: getattr(refusal, name) for name in cls.__struct_fields__}
        english = refusal.detail()
        chinese = words_of(refusal, ZH).detail
        for name, value in values.items():
            if isinstance(value, int) and not isinstance(value, bool) and str(value) in english:
                plain = {said(ZH, "{x}", {"x": value}), said(ZH, "{x:#}", {"x": value})}
                assert any(each in chinese for each in plain) or _span(chinese, name, entry)


def _span(chinese: str, name: str, entry: Entry) -> bool:
    """Whether the number is said as a span of time, such as 3 小时 25 分钟."""
    hows = {
        how for sentence in sentences(entry) for field, how in names_in(sentence) if field == name
    }
    return bool(hows & set(SPANS_MS)) and bool(re.search(r"\d+ (天|小时|分钟|秒)", chinese))


@pytest.mark.parametrize(("vocabulary", "codes"), VOCABULARIES.items())
def test_a_vocabulary_has_a_word_for_each_code(vocabulary: str, codes: type[State]) -> None:
    words = catalogue(ZH, "terms")[vocabulary]
    assert set(words) == {code.value for code in codes}
    assert len(set(words.values())) == len(words)


def test_no_vocabulary_is_left_without_a_check() -> None:
    assert set(catalogue(ZH, "terms")) == {*VOCABULARIES, "caller", "type"}


def test_english_is_what_the_classes_say() -> None:
    for code, entry in ENTRIES.items():
        for refusal in examples(REFUSALS[code], entry):
            words = words_of(refusal, Language.EN)
            assert words.detail == refusal.detail()
            assert words.title.lower() == code.replace("_", " ")
            assert retold(refusal, Language.EN) is refusal


def test_what_a_caller_sends_is_never_taken_for_a_sentence() -> None:
    for text in ("{task}", "{0}", "{task.__class__}", "%s", "{{", "}"):
        refusal = REFUSALS["task_unknown"](task=text)
        assert f"没有任务 {text}\uff1a" in words_of(refusal, ZH).detail


def test_a_sentence_reaches_nothing_but_its_values() -> None:
    for sentence in ("{a.__class__}", "{a[0]}", "{b}", "{}", "{0}"):
        with pytest.raises((KeyError, IndexError)):
            said(ZH, sentence, {"a": "x"})


def test_titles_write_names_as_they_are_written() -> None:
    assert words_of(MalformedJson(), Language.EN).title == "Malformed JSON"
    assert words_of(NotJson(), Language.EN).title == "Not JSON"
