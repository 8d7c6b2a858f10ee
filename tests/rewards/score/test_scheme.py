"""A scheme that cannot be fair or cannot be computed is refused, with the reason."""

import msgspec
import pytest

from rewards.score.evidence import EvidenceKind
from rewards.score.scheme import Cured, KindRule, Level, lint_scheme
from rewards.score.sesame import SESAME

replace = msgspec.structs.replace


def with_rule(**changes):
    rule = KindRule(kind=EvidenceKind.MONTH_ACTIVE, part="history", points=10, cap=60)
    return replace(SESAME, kinds=(replace(rule, **changes),))


def test_sesame_is_sound_and_covers_every_kind():
    assert lint_scheme(SESAME) == []
    assert {rule.kind for rule in SESAME.kinds} == set(EvidenceKind)
    assert SESAME.start + sum(part.most for part in SESAME.parts) == 950


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        (replace(SESAME, parts=SESAME.parts * 2), "a part is declared twice"),
        (replace(SESAME, kinds=SESAME.kinds * 2), "a kind is declared twice"),
        (replace(SESAME, levels=SESAME.levels * 2), "a level is named twice"),
        (replace(SESAME, levels=SESAME.levels[::-1]), "levels do not rise"),
        (replace(SESAME, levels=SESAME.levels[1:]), "does not begin at 350"),
        (replace(SESAME, levels=()), "does not begin at 350"),
        (
            replace(SESAME, levels=(*SESAME.levels, Level(name="sky", at_least=951))),
            "out of reach",
        ),
        (with_rule(part="friends"), "which is no part"),
        (with_rule(points=0), "is worth nothing"),
        (with_rule(cap=None), "needs a cap"),
        (with_rule(points=-5), "needs a cap exactly if"),
        (with_rule(points=-5, cap=None), "a penalty that never fades"),
        (with_rule(points=-5, cap=None), "a penalty without notice"),
        (with_rule(points=-5, cap=None, notice_days=7), "a penalty without cure"),
        (with_rule(points=-5, cap=None, cured=Cured(points=-6)), "is worse when it has been cured"),
        (with_rule(notice_days=7), "is no penalty"),
        (
            with_rule(points=-5, cap=None, half_life_days=60, cured=Cured(points=-2)),
            "fades more slowly when it has been cured",
        ),
        (
            with_rule(
                points=-5,
                cap=None,
                half_life_days=60,
                cured=Cured(points=-2, half_life_days=61),
            ),
            "fades more slowly when it has been cured",
        ),
    ],
)
def test_what_is_wrong_is_said(scheme, sentence):
    assert any(sentence in found for found in lint_scheme(scheme))
