"""What no rule may look at: found in the document as it is written, whatever its shape. Pure.

Kinds of evidence and conditions are closed lists, so nothing of this could be read anyway; whoever
tries is told why, and not only that the value is unknown.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from rewards.score.evidence import EvidenceKind
from rewards.score.scheme import ACCOUNT_KINDS, PROFILE

RULES = ("numbers.score", "tasks", "perks")
"""Where rules are: what a score is made of, and who may do a task or have a perk."""

NAMING = frozenset({"kind", "name", "part", "level", "condition", "metric", "requires", "evidence"})
"""Fields whose value names what a rule looks at."""

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")

# Marks on letters, and what has no width.
_UNSEEN = frozenset({"Mn", "Cf"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Topic(NamedTuple):
    """Words that name something no rule may look at, and why."""

    words: frozenset[str]
    why: str


TOPICS = (
    Topic(
        _words("friend friends follower followers contacts acquaintances family kin"),
        "friends and their scores never enter: a score is about one's own promises",
    ),
    Topic(
        _words(
            "gender sex religion faith ethnicity ethnic race nationality citizenship age birthday "
            "disability health pregnancy orientation marital party trait traits"
        ),
        "protected traits never enter: nobody is scored for what they are",
    ),
    Topic(
        _words(
            "politics political opinion opinions vote votes petition petitions content post posts "
            "comment comments speech likes reading viewing"
        ),
        "opinion and content never enter: nobody is scored for what they think, say or read",
    ),
    Topic(
        _words(
            "browsing location locations purchases shopping addressbook phonebook photos calls "
            "messages profile_completeness education salary income device"
        ),
        "points are paid for a safe account, never for more data about somebody",
    ),
)

BALANCE = Topic(
    _words("balance seeds wealth spending savings deposit"),
    "a balance of seeds or of money is no evidence: seeds help only through what earned them",
)
"""Only where evidence is named: elsewhere seeds are what something pays."""


def forbidden(document: Any) -> list[str]:
    """Every rule of a decoded JSON `document` that looks at what it may not, as sentences."""
    found = [
        sentence
        for place in RULES
        for path, name in _names(place, _at(document, place))
        for sentence in _wrong(path, name)
    ]
    return list(dict.fromkeys(found))


def _at(document: Any, place: str) -> Any:
    for name in place.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return document


def _names(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Names of fields, and values that name something, each with its place."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _names(f"{path}[{number}]", each)
    if not isinstance(value, dict):
        return
    for name, each in value.items():
        at = f"{path}.{name}"
        yield at, name
        if name in NAMING and isinstance(each, str):
            yield at, each
        yield from _names(at, each)


def _wrong(path: str, name: str) -> Iterator[str]:
    if name in set(EvidenceKind):
        return
    plain = _plain(name)
    words = {word.lower() for word in _PARTS.findall(plain)} | {plain.lower()}
    for topic in TOPICS:
        if words & topic.words:
            yield f"{path}: {name!r}: {topic.why}"
    if ".kinds[" in path and path.endswith(".kind") and words & BALANCE.words:
        yield f"{path}: {name!r}: {BALANCE.why}"


def _plain(name: str) -> str:
    """A name as it looks: wide letters are letters, and what cannot be seen is not there."""
    wide = unicodedata.normalize("NFKD", name)
    return "".join(each for each in wide if unicodedata.category(each) not in _UNSEEN)


def unknown_account_kinds(document: Any) -> list[str]:
    """Kinds that are to pay for an account and are in no list, as sentences."""
    kinds = _at(document, "numbers.score.scheme.kinds")
    return [
        f"numbers.score.scheme.kinds[{number}].kind: {each.get('kind')!r}: the part {PROFILE!r} "
        f"pays for a safe account only: {', '.join(sorted(ACCOUNT_KINDS))}"
        for number, each in enumerate(kinds if isinstance(kinds, list) else [])
        if isinstance(each, dict)
        and each.get("part") == PROFILE
        and each.get("kind") not in ACCOUNT_KINDS
    ]
