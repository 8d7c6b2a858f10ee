"""What is rehearsed of a document: how it scores, and which level each perk asks for. Pure."""

import hashlib

import msgspec

from service.programme.document import Programme


def candidate_of(programme: Programme) -> str:
    """64 hex digits: the same for documents that score alike, whatever else is in them."""
    numbers = programme.numbers.score
    parts = {
        "scheme": numbers.scheme,
        "active_days_min": numbers.active_days_min,
        "evidence_min": numbers.evidence_min,
        "perks": levels_of(programme),
    }
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()


def levels_of(programme: Programme) -> dict[str, str | None]:
    """The level that each perk asks for, by perk."""
    return {perk.id: perk.level for perk in programme.perks}
