"""What no rule may look at: each planted in a document, and refused with a sentence of its own."""

import json
from typing import Any

import msgspec
import pytest

from rewards.economy import Cadence
from rewards.perks.perk import SCORE_FREE, Context, PerkKind
from rewards.score.evidence import EvidenceKind
from service.programme import InvalidProgramme, read, read_new, write
from service.programme.policy import policy
from service.programme_demo import DEMO
from service.programme_points import POINTS_DEMO


def planted(change: Any) -> list[str]:
    """What is said of the demo's document once `change` has been put into it."""
    document = json.loads(write(DEMO))
    change(document)
    found = read_new(json.dumps(document).encode())
    return list(found.sentences) if isinstance(found, InvalidProgramme) else []


def kind(name: str, **more: Any) -> Any:
    """Another kind of evidence."""
    rule = {"kind": name, "part": "behaviour", "points": 5, "cap": 10} | more
    return lambda document: document["numbers"]["score"]["scheme"]["kinds"].append(rule)


def penalty(**more: Any) -> Any:
    """The demo's penalty for late returns, otherwise."""

    def change(document: Any) -> None:
        kinds = document["numbers"]["score"]["scheme"]["kinds"]
        next(rule for rule in kinds if rule["kind"] == "returned_late").update(more)

    return change


def perk(**more: Any) -> Any:
    return lambda document: document["perks"][0].update(more)


def badge(id_: str, **more: Any) -> Any:
    """One of the demo's badges, otherwise."""
    return lambda document: next(p for p in document["perks"] if p["id"] == id_).update(more)


def steps(document: Any, told_in: list[int]) -> None:
    document["numbers"]["perks"]["badges"]["steps"] = told_in


def task(**more: Any) -> Any:
    return lambda document: document["tasks"][0].update(more)


def merchant(**more: Any) -> Any:
    return lambda document: document["merchants"][0].update(more)


FRIENDS = "friends and their scores never enter"
TRAITS = "protected traits never enter"
OPINION = "opinion and content never enter"
DATA = "never for more data"
BALANCE = "is no evidence: seeds help only through what earned them"
TIER = {"id": "half", "level": "sprout", "percent": 50, "terms": "Half of it."}
PENALTY = {"points": -5, "cap": None, "half_life_days": 60}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (kind("friend_score"), FRIENDS),
        (kind("friendsAverage"), FRIENDS),
        (kind("contacts_invited"), FRIENDS),
        (perk(friends_level="sapling"), FRIENDS),
        (task(min_friends=3), FRIENDS),
        (kind("\uff46\uff52\uff49\uff45\uff4e\uff44_score"), FRIENDS),
        (kind("fri\u200bends"), FRIENDS),
        (kind("FRIENDS_AVERAGE"), FRIENDS),
        (kind("gender"), TRAITS),
        (kind("age_over_60"), TRAITS),
        (kind("nationality"), TRAITS),
        (kind("religion"), TRAITS),
        (kind("ethnicity"), TRAITS),
        (kind("health_record"), TRAITS),
        (perk(condition={"kind": "gender"}), TRAITS),
        (task(max_age=30), TRAITS),
        (kind("politics"), OPINION),
        (kind("opinion"), OPINION),
        (kind("petition_signed"), OPINION),
        (kind("post_removed"), OPINION),
        (kind("content_quality"), OPINION),
        (kind("browsing_history", part="profile"), DATA),
        (kind("location_shared", part="profile"), DATA),
        (kind("education"), DATA),
        (kind("address_given", part="profile"), "the part 'profile' pays for a safe account only"),
        (kind("task_completed", part="profile"), "the part 'profile' pays for a safe account"),
        (kind("seeds_held"), BALANCE),
        (kind("balance"), BALANCE),
        (kind("spending_month"), BALANCE),
        (kind("no_show", **PENALTY), "is a penalty without notice"),
        (kind("no_show", **PENALTY, notice_days=7), "is a penalty without cure"),
        (kind("no_show", points=-5, cap=None), "is a penalty that never fades"),
        (penalty(cured={"points": -8, "half_life_days": 60}), "has a cure that changes nothing"),
        (perk(context="work"), "a score never decides about work"),
        (perk(context="dating", kind="voucher", rental=None), "a score never decides about dating"),
        (perk(context="housing", kind="badge", rental=None), "a score never decides about housing"),
        (perk(context="border"), "a score never decides about border"),
        (
            perk(context="border", kind="voucher", rental=None, level=None, tiers=[TIER]),
            "a score never decides about border",
        ),
        (
            perk(
                context="dating", kind="badge", rental=None, level=None, badge={"facts": ["score"]}
            ),
            "Invalid enum value 'score'",
        ),
        (perk(kind="badge", rental=None), "a badge shows facts: it asks for no level"),
        (perk(context="housing", level=None), "only vouchers and badges are allowed about housing"),
        (task(context="work", level="sapling"), "a score never decides about work"),
        (task(context="border", level="sprout"), "a score never decides about border"),
        (perk(outside_terms=""), "what people outside the programme get instead"),
        (perk(outside_terms=" "), "what people outside the programme get instead"),
        (perk(terms=" "), "its public terms are empty"),
        (merchant(registry_number="91330100MA2DEMA109"), "no Unified Social Credit Code"),
        (merchant(registry_number="91330100ma2dema108"), "no Unified Social Credit Code"),
        (merchant(registry_number="91330100MA2DEMA295"), "one business is one merchant"),
        (perk(stock=3), "leave out `stock`: what there is to lend, its merchant knows"),
        (perk(kind="voucher", rental=None), "say in `voucher` what it costs"),
        (perk(kind="badge", rental=None, level=None), "say in `badge` which facts it shows"),
        (
            badge("job-badge", windows=[{"from_minute": 0, "until_minute": 60}]),
            "leave out `windows` and `tiers`: a badge says the same to its viewer at any hour",
        ),
        (badge("job-badge", limit={"uses": 1, "days": 30}), "has no stock and is not used up"),
        (lambda document: steps(document, [5, 1]), "let each step be higher than the one before"),
    ],
)
def test_a_planted_rule_is_refused_and_why_is_said(change, sentence):
    found = planted(change)
    assert any(sentence in each for each in found), found
    assert sentence.startswith("Invalid") or not any("Invalid enum" in each for each in found)


THRESHOLDS: dict[str, dict[str, Any]] = {
    "level": {"level": "sprout"},
    "tiers": {"tiers": [TIER]},
    "both": {"level": "sapling", "tiers": [TIER]},
}
OF_KIND: dict[PerkKind, dict[str, Any]] = {
    PerkKind.DEPOSIT_WAIVER: {"rental": {"deposit_minor": 100, "minutes": 60, "minutes_max": 60}},
    PerkKind.FAST_LANE: {},
    PerkKind.ENTITLEMENT: {},
    PerkKind.BADGE: {"badge": {"facts": ["rentals_kept"]}},
    PerkKind.VOUCHER: {"voucher": {"seeds": 100, "days": 14}},
}


def added(perks: dict[str, dict[str, Any]]) -> list[str]:
    """What is said of the demo's document once these perks, by id, stand in it too."""

    def change(document: Any) -> None:
        plain = document["perks"][0] | {"rental": None, "level": None}
        document["perks"] += [plain | each | {"id": id_} for id_, each in perks.items()]

    return planted(change)


def test_no_kind_of_perk_is_a_threshold_where_a_score_never_decides() -> None:
    """Whatever kind it says it is, and however the threshold is written down."""
    perks = {
        f"{context}-{kind}-{name}": {"context": context, "kind": kind} | more | threshold
        for context in SCORE_FREE
        for kind, more in OF_KIND.items()
        for name, threshold in THRESHOLDS.items()
    }
    assert set(OF_KIND) == set(PerkKind)
    _each_is_refused(perks, added(perks))


def test_no_perk_of_the_demo_goes_where_a_score_never_decides_with_a_level() -> None:
    """Each of them, those that are of such a context already among them."""
    perks = {
        f"{each['id']}-{context}": each | {"context": context, "level": "sprout"}
        for each in json.loads(write(DEMO))["perks"]
        for context in SCORE_FREE
    }
    _each_is_refused(perks, added(perks))


def _each_is_refused(perks: dict[str, dict[str, Any]], found: list[str]) -> None:
    for id_, each in perks.items():
        sentence = f"perk {id_!r}: a score never decides about {each['context']}"
        assert any(sentence in said for said in found), id_


@pytest.mark.parametrize("context", sorted(SCORE_FREE))
def test_a_perk_has_no_field_for_a_score(context: Context) -> None:
    assert any("score_min" in each for each in planted(perk(context=context, score_min=600)))


@pytest.mark.parametrize("number", ["HRB 12345", "0123456789", "91330100MA2DEMA108"])
def test_a_number_of_another_registry_is_fine(number: str) -> None:
    assert planted(merchant(registry_number=number)) == []


def test_an_unknown_kind_that_is_not_forbidden_is_refused_as_such():
    assert any("Invalid enum value" in each for each in planted(kind("umbrella_lost")))


@pytest.mark.parametrize("name", list(EvidenceKind))
def test_no_kind_that_there_is_sounds_forbidden(name):
    assert not any(f"{name.value!r}: " in each for each in planted(kind(name)))


@pytest.mark.parametrize("programme", [DEMO, POINTS_DEMO], ids=["demo", "points"])
def test_the_demos_keep_to_all_of_it(programme):
    assert read_new(write(programme)) == programme


@pytest.mark.parametrize(
    ("cadence", "most", "fine"),
    [
        (Cadence.DAILY, 20, False),
        (Cadence.DAILY, 45, False),
        (Cadence.DAILY, 90, True),
        (Cadence.DAILY, None, True),
        (Cadence.MONTHLY, 20, True),
    ],
)
def test_a_score_that_is_published_daily_can_fall_by_as_much_as_it_says(
    cadence: Cadence, most: int | None, fine: bool
) -> None:
    replace, numbers = msgspec.structs.replace, DEMO.numbers
    scheme = replace(numbers.score.scheme, loss_max=most)
    daily = replace(numbers.score, cadence=cadence, scheme=scheme)
    found = policy(replace(DEMO, numbers=replace(numbers, score=daily)))
    assert any("published daily" in each for each in found) is not fine


def test_what_was_stored_before_there_was_a_rule_is_still_read():
    document = json.loads(write(DEMO))
    for each in document["perks"]:
        del each["outside_terms"]
    for each in document["tasks"]:
        del each["context"]
    written = json.dumps(document).encode()
    assert not isinstance(read(written), InvalidProgramme) or any(
        "translation" in each or "no text of this document" in each
        for each in read(written).sentences
    )


@pytest.mark.parametrize("document", [b"", b"{", b"[]", b"null", b'{"numbers": []}', b"[" * 9_999])
def test_nonsense_is_no_programme(document):
    assert isinstance(read_new(document), InvalidProgramme)


BADGES = [perk for perk in DEMO.perks if perk.badge is not None]
LEVELS = [level.name for level in DEMO.numbers.score.scheme.levels]


@pytest.mark.parametrize("kept", BADGES, ids=lambda kept: kept.id)
@pytest.mark.parametrize("how", ["level", "another kind", "tier", "score", "band"])
def test_the_same_badge_as_a_threshold_is_refused(kept: Any, how: str) -> None:
    """A level of the score decides about no job, no love and no home, in whatever words."""
    never = f"a score never decides about {kept.context}"
    change, sentence = {
        "level": ({"level": LEVELS[2]}, never),
        "another kind": ({"kind": "entitlement", "badge": None, "level": LEVELS[2]}, never),
        "tier": ({"tiers": [TIER]}, never),
        "score": ({"badge": {"facts": ["score"]}}, "Invalid enum value 'score'"),
        "band": ({"badge": {"facts": ["rentals_kept"], "level": LEVELS[2]}}, "unknown field"),
    }[how]
    found = planted(badge(kept.id, **change))
    assert any(sentence in each for each in found), found


def test_the_demos_badges_are_passed_and_are_of_all_five_sites() -> None:
    assert planted(lambda _document: None) == []
    assert {perk.context.value for perk in BADGES} == {"work", "dating", "housing"}
    assert [perk.id for perk in BADGES] == [
        f"{site}-badge" for site in ("job", "delivery", "dating", "house-help", "flat-share")
    ]
    assert all(perk.level is None and not perk.tiers for perk in BADGES)


def test_a_document_from_before_there_were_badges_needs_no_words_for_them() -> None:
    document = json.loads(write(DEMO))
    document["perks"] = [each for each in document["perks"] if each.get("badge") is None]
    document["translations"] = {}
    document["consent_texts"] = [
        text
        for text in document["consent_texts"]
        if text["purpose"] != "badge" and text.get("language", "en") == "en"
    ]
    assert not isinstance(read(json.dumps(document).encode()), InvalidProgramme)
    document["perks"].append(json.loads(write(DEMO))["perks"][-1])
    found = read(json.dumps(document).encode())
    assert isinstance(found, InvalidProgramme)
    assert found.sentences == ("consent to badge has 0 texts in en instead of one",)
