"""What leaves the inbox has words in both languages, and they give nothing away."""

import re

import pytest

from service.language.languages import Language
from service.language.notices import email_body, notice_words, words_in
from service.members.message import MessageKind
from service.members.sent_out import SENT_OUT

KINDS = sorted(kind.value for kind in SENT_OUT)


@pytest.mark.parametrize("language", Language)
def test_every_kind_that_goes_out_has_words_and_no_other(language: Language) -> None:
    assert sorted(words_in(language).kinds) == KINDS


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_words_fit_a_locked_screen_and_have_no_gaps_to_fill(kind: str, language: Language) -> None:
    words = notice_words(kind, language)
    assert 0 < len(words.title) <= 60
    assert 0 < len(words.text) <= 120
    assert not re.search(r"[{}\n\d]", words.title + words.text)
    assert bool(re.search(r"[\u4e00-\u9fff]", words.title)) is (language is Language.ZH_CN)


def test_a_kind_without_words_is_a_new_message() -> None:
    assert notice_words(MessageKind.WELCOME).title == "You have a new message"


@pytest.mark.parametrize("language", Language)
def test_an_e_mail_says_why_it_came(language: Language) -> None:
    words = notice_words("prize_won", language)
    body = email_body(words, language)
    assert body.startswith(words.text)
    assert words_in(language).footer in body
