"""Whatever is changed in a bundle is found, from the bundle alone."""

import msgspec
import pytest

from rewards.settlement.canonical import hash_of, hash_of_inputs
from rewards.settlement.verify_plan import verify_plan
from tests.rewards.settlement.helpers import planned, standings

replace = msgspec.structs.replace
SOUND = planned(5, 9, 9, 3)


def with_plan(**changes):
    return replace(SOUND, plan=replace(SOUND.plan, **changes))


def with_award(n, **changes):
    awards = list(SOUND.awards)
    awards[n] = replace(awards[n], **changes)
    return replace(SOUND, awards=tuple(awards))


def rehashed(bundle):
    """What a forger does who knows how the hashes are made."""
    return replace(
        bundle,
        plan=replace(
            bundle.plan,
            inputs=len(bundle.inputs),
            inputs_sha256=hash_of_inputs(
                bundle.plan.subject, bundle.plan.rules, bundle.plan.prizes, bundle.inputs
            ),
            awards=len(bundle.awards),
            awards_sha256=hash_of(bundle.awards),
        ),
    )


def test_a_sound_bundle_is_verified():
    assert verify_plan(SOUND) == []


@pytest.mark.parametrize(
    "forged",
    [
        with_plan(rules="prizes/2"),
        with_plan(subject="season.other.2026-W10"),
        with_plan(subject="no part of an id"),
        with_plan(revision=2),
        with_plan(revision=0),
        with_plan(id="settlement:x:1"),
        with_plan(pool=181),
        with_plan(prizes=(90, 60, 30)),
        with_plan(prizes=(100, 50)),
        with_plan(remainder=1),
        with_plan(inputs=3),
        with_plan(inputs_sha256="0" * 64),
        with_plan(awards=2),
        with_plan(awards_sha256="0" * 64),
        with_award(0, amount=76),
        with_award(0, account="a3"),
        with_award(0, rank=2),
        with_award(0, id="settlement:x:1:a1"),
        replace(SOUND, awards=SOUND.awards[1:]),
        replace(SOUND, awards=SOUND.awards[::-1]),
        replace(SOUND, awards=(*SOUND.awards, SOUND.awards[0])),
        replace(SOUND, inputs=standings(5, 9, 9, 4)),
        replace(SOUND, inputs=SOUND.inputs[1:]),
        replace(SOUND, inputs=SOUND.inputs[::-1]),
        replace(SOUND, inputs=(SOUND.inputs[0], *SOUND.inputs)),
        rehashed(with_award(0, amount=76)),
        rehashed(replace(SOUND, awards=SOUND.awards[::-1])),
        rehashed(replace(SOUND, inputs=SOUND.inputs[::-1])),
        rehashed(replace(SOUND, inputs=standings(5, 9, 9, 9))),
    ],
)
def test_what_was_changed_is_found(forged):
    found = verify_plan(forged)
    assert found
    assert {each.invariant for each in found} == {"I4"}


def test_inputs_are_covered_by_their_hash_even_where_nobody_wins_by_them():
    other = replace(SOUND, inputs=standings(5, 9, 9, 2))
    sentences = {each.sentence for each in verify_plan(other)}
    assert "its inputs are not those it was hashed with" in sentences
