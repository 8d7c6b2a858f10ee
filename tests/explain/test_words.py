"""Both languages say the same: every sentence, with the same values in it."""

from string import Formatter

import pytest

from rewards.score.evidence import EvidenceKind
from service.explain import english
from service.language.catalogue import catalogue
from service.language.languages import Language

CHINESE = catalogue(Language.ZH_CN, "score")
FRAGMENTS = {"habit", "habit_daily", "opening_first"}


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_no_sentence_is_missing_and_none_is_for_nobody():
    assert set(CHINESE["sentences"]) == set(english.SENTENCES)
    assert set(CHINESE["sources"]) == set(english.SOURCES)
    assert set(CHINESE["units"]) == set(english.UNITS)
    assert set(CHINESE["joined"]) == set(english.JOINED)


@pytest.mark.parametrize("key", sorted(english.SENTENCES))
def test_a_sentence_names_the_same_values(key):
    assert names(CHINESE["sentences"][key]) == names(english.SENTENCES[key])
    assert CHINESE["sentences"][key].endswith("。") == (key not in FRAGMENTS)
    assert english.SENTENCES[key].endswith(".") == (key not in FRAGMENTS)


def test_every_kind_has_a_name():
    assert set(english.KINDS) == set(EvidenceKind)
