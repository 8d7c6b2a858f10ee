"""The programme document: the demo is sound, and everything dangling or horrid is named."""

import json

import msgspec
import pytest

from rewards.economy import LedgerNumbers
from rewards.perks.decide_eligibility import for_merchant
from rewards.perks.perk import Context, PerkKind
from rewards.score.answer import Score
from rewards.score.score import score
from rewards.score.sesame import SESAME
from service.language.languages import Language
from service.members.consents import Purpose
from service.members.numbers import MemberNumbers
from service.programme import (
    InvalidProgramme,
    Numbers,
    Programme,
    consent_text,
    consent_texts,
    read,
    texts_of,
    validate,
    write,
)
from service.programme.translations import in_language, untranslated
from service.programme_demo import DEMO
from tasks.completion import Completion, evidence
from tests.people import NOON
from tests.programme.quizzes import SPRING
from tests.rewards.perks.counter import decided
from tests.tasks.helpers import completing

replace = msgspec.structs.replace
EN, ZH = Language.EN, Language.ZH_CN


def with_first(field, **changes):
    """The demo with its first task, perk and so on changed."""
    first, *rest = getattr(DEMO, field)
    return replace(DEMO, **{field: (replace(first, **changes), *rest)})


def test_nothing_is_wrong_with_the_demo():
    assert validate(DEMO) == []


def test_it_is_the_same_in_json():
    assert read(write(DEMO)) == DEMO


def test_there_is_one_text_for_each_purpose():
    assert {consent_text(DEMO, purpose).purpose for purpose in Purpose} == set(Purpose)


@pytest.mark.parametrize(
    ("programme", "sentence"),
    [
        (replace(DEMO, zone="Mars/Base"), "not an IANA time zone"),
        (replace(DEMO, id="a:b"), "cannot be used as an id"),
        (replace(DEMO, version=0), "$.version"),
        (replace(DEMO, merchants=DEMO.merchants * 2), "declared 2 times"),
        (replace(DEMO, tasks=DEMO.tasks * 2), "'welcome-tour' is declared 2 times"),
        (replace(DEMO, perks=DEMO.perks * 3), "'umbrella' is declared 3 times"),
        (replace(DEMO, boards=DEMO.boards * 2), "declared 2 times"),
        (replace(DEMO, merchants=()), "source 'umbrella-kiosk' is not a merchant"),
        (replace(DEMO, merchants=DEMO.merchants[:1]), "merchant 'riverside-bikes' is unknown"),
        (replace(DEMO, consent_texts=DEMO.consent_texts[1:]), "enrolment has 0 texts"),
        (replace(DEMO, consent_texts=DEMO.consent_texts * 2), "enrolment has 2 texts"),
        (with_first("consent_texts", text="Trust me."), "not that of the text"),
        (with_first("merchants", id="app"), "this id is taken"),
        (with_first("merchants", id="programme"), "this id is taken"),
        (with_first("merchants", id="quiz"), "this id is taken"),
        (with_first("merchants", id="operator"), "this id is taken"),
        (with_first("merchants", id="phone"), "this id is taken"),
        (with_first("merchants", charity=False), "it is for charity and 'umbrella-kiosk' is none"),
        (with_first("tasks", sources=("phone",)), "a phone may declare it, so it is worth at most"),
        (with_first("tasks", level="oak"), "level 'oak' is not in the scheme"),
        (with_first("tasks", requires=("weekly-ride",)), "which is never done for good"),
        (with_first("tasks", requires=("no-task",)), "'no-task', which is not a task"),
        (with_first("tasks", campaign="spring"), "campaign 'spring' is not declared"),
        (with_first("tasks", budget=9), "its budget does not pay it once"),
        (replace(DEMO, campaigns=(SPRING, SPRING)), "campaign 'spring' is declared 2 times"),
        (replace(DEMO, campaigns=(replace(SPRING, id="a:b"),)), "an id is 1 to 64"),
        (replace(DEMO, campaigns=(replace(SPRING, budget=99),)), "a day pays more than there is"),
        (
            replace(DEMO, campaigns=(replace(SPRING, budget=None, day_seeds_max=None),)),
            "it has neither a cap nor a budget",
        ),
        (replace(DEMO, campaigns=(replace(SPRING, budget=0),)), "$.campaigns[0].budget"),
        (with_first("merchants", name=""), "$.merchants[0].name"),
        (with_first("boards", id="a b"), "cannot be used as an id"),
        (with_first("tasks", sources=()), "nobody is trusted"),
        (with_first("tasks", seeds=0), "$.tasks[0].seeds"),
        (with_first("tasks", seeds=2**53), "$.tasks[0].seeds"),
        (with_first("tasks", id="a:b"), "an id is 1 to 64"),
        (with_first("tasks", closes_at=DEMO.effective_at), "closes before it opens"),
        (with_first("perks", level="oak"), "'oak' is not in the scheme"),
        (with_first("perks", merchants=()), "no merchant offers it"),
        (with_first("perks", terms="  "), "public terms are empty"),
        (with_first("perks", context=Context.HOUSING), "a score never decides about housing"),
        (
            with_first("perks", context=Context.WORK, level=None, kind=PerkKind.FAST_LANE),
            "only vouchers and badges",
        ),
        (
            replace(DEMO, numbers=Numbers(members=MemberNumbers(consent_days=366))),
            "$.numbers.members.consent_days",
        ),
        (
            replace(
                DEMO, numbers=Numbers(members=MemberNumbers(consent_days=90, consent_days_max=30))
            ),
            "consents last longer",
        ),
        (
            replace(DEMO, numbers=Numbers(ledger=LedgerNumbers(ripe_entries_max=0))),
            "$.numbers.ledger.ripe_entries_max",
        ),
        (
            replace(
                DEMO,
                numbers=replace(
                    DEMO.numbers,
                    score=replace(DEMO.numbers.score, scheme=replace(SESAME, levels=())),
                ),
            ),
            "the first level does not begin at 350",
        ),
    ],
)
def test_what_is_wrong_is_said(programme, sentence):
    assert any(sentence in found for found in validate(programme)), validate(programme)
    assert isinstance(read(write(programme)), InvalidProgramme)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 2_000,
        write(DEMO).replace(b'"id": "demo"', b'"id": 5'),
        write(DEMO).replace(b'"zone"', b'"timezone"'),
        write(DEMO).replace(b'"2026-01-01T00:00:00Z"', b'"2026-01-01T00:00:00"'),
        write(DEMO).replace(b'"seeds": 20', b'"seeds": 20.0'),
        write(DEMO).replace(b'"daily"', b'"hourly"'),
        write(DEMO).replace(b'"version": 1', b'"version": 1, "colour": "red"', 1),
    ],
)
def test_what_is_not_a_programme_is_refused_with_a_place(document):
    refusal = read(document)
    assert isinstance(refusal, InvalidProgramme)
    assert refusal.sentences[0] in refusal.detail()


def test_members_can_read_every_number():
    document = json.loads(write(DEMO))
    assert document["numbers"]["ledger"]["ripe_days"] == 30
    assert document["numbers"]["score"]["scheme"]["kinds"][0]["cap"] == 60


def test_defaults_are_those_of_the_design():
    numbers = Numbers()
    assert (numbers.score.active_days_min, numbers.score.evidence_min) == (30, 3)
    assert (numbers.members.consent_days, numbers.members.consent_days_max) == (90, 365)
    assert numbers.perks.pass_seconds == 60
    assert isinstance(DEMO, Programme)


def test_the_first_task_of_the_demo_opens_the_umbrella_and_not_yet_the_bicycle():
    done = completing()
    assert isinstance(done, Completion)
    answer = score([evidence(done)], active_days=0, at=NOON, numbers=DEMO.numbers.score)
    assert isinstance(answer, Score)
    assert (answer.value, answer.level) == (352, "sprout")
    by_level = [perk for perk in DEMO.perks if perk.level is not None]
    decisions = [decided(perk, perk.merchants[0], answer.value).decision for perk in by_level]
    assert [for_merchant(each) for each in decisions][:2] == ["yes", "no"]
    assert {for_merchant(each) for each in decisions[1:]} == {"no"}


def chinese(**texts):
    """The demo with other translations."""
    return replace(DEMO, translations={ZH: texts})


@pytest.mark.parametrize(
    ("programme", "sentence"),
    [
        (chinese(**{"Take the bus": "坐公交车"}), "zh-CN: 'Take the bus' is no text"),
        (chinese(**{"Take the tour": " "}), "the translation of 'Take the tour' is empty"),
        (chinese(**{"Take the tour": "导" * 121}), "is longer than 120 characters"),
        (with_first("tasks", title="Take a tour"), "'Take the tour' is no text"),
        (replace(DEMO, translations={EN: {"Take the tour": "Tour"}}), "en: the document itself"),
        (replace(DEMO, consent_texts=DEMO.consent_texts[:-1]), "badge has 0 texts in zh-CN"),
        (replace(DEMO, consent_texts=DEMO.consent_texts[:7]), "score has 0 texts in zh-CN"),
        (
            replace(DEMO, translations={}, consent_texts=DEMO.consent_texts[:8]),
            "score has 0 texts in zh-CN",
        ),
        (replace(DEMO, consent_texts=DEMO.consent_texts[7:]), "score has 0 texts in en instead"),
    ],
)
def test_a_translation_is_of_something_and_consents_are_whole(programme, sentence):
    assert any(sentence in found for found in validate(programme)), validate(programme)
    assert isinstance(read(write(programme)), InvalidProgramme)


def test_a_programme_without_translations_is_whole_and_says_what_is_missing():
    programme = replace(DEMO, translations={}, consent_texts=DEMO.consent_texts[:7])
    assert validate(programme) == []
    assert untranslated(programme.translations, texts_of(programme)) == {
        ZH: sorted(texts_of(programme))
    }
    assert consent_text(programme, Purpose.SCORE, ZH) == consent_text(DEMO, Purpose.SCORE)
    assert in_language(programme.translations, ZH, "Take the tour") == "Take the tour"


def test_everything_of_the_demo_is_translated():
    assert untranslated(DEMO.translations, texts_of(DEMO)) == {}
    for purpose in Purpose:
        texts = consent_texts(DEMO, purpose)
        assert [text.language for text in texts] == [EN, ZH]
        assert len({text.sha256 for text in texts}) == 2


def test_a_document_from_before_there_were_languages_is_read():
    document = json.loads(write(DEMO))
    del document["translations"]
    document["consent_texts"] = [
        {name: value for name, value in text.items() if name != "language"}
        for text in document["consent_texts"]
        if text["language"] == "en"
    ]
    programme = read(json.dumps(document).encode())
    assert isinstance(programme, Programme)
    assert programme.consent_texts == DEMO.consent_texts[:7]


def test_a_language_that_nobody_has_words_for_is_refused():
    document = json.loads(write(DEMO)) | {"translations": {"de": {}}}
    refusal = read(json.dumps(document).encode())
    assert isinstance(refusal, InvalidProgramme)
    assert "'de'" in refusal.sentences[0]
