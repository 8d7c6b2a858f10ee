"""What is planted in a life, and looked for in every document as it lies in the database."""

import json
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from bson import encode

YEAR, ZONE, NEXT_ZONE = 1913, "Pacific/Chatham", "Antarctica/Troll"
"""A year of birth and zones that nothing else in any database has."""


@dataclass
class Canaries:
    """By place, what must be nowhere once its member is forgotten."""

    planted: dict[str, str] = field(default_factory=lambda: {"zone": ZONE})

    def plant(self, where: str, form: str = "canary{}") -> str:
        """A new one, made to fit its place."""
        return self.keep(where, form.format(token_hex(5)))

    def keep(self, where: str, text: str) -> str:
        """One that somebody else has made."""
        self.planted[where] = text
        return text

    def found_in(self, text: str) -> set[str]:
        """The places of those that a text holds."""
        return {where for where, canary in self.planted.items() if canary.lower() in text.lower()}

    def found_in_database(self, database: Any) -> dict[str, set[str]]:
        """By place, the collections that hold it, in any document, in any form."""
        found: dict[str, set[str]] = {}
        for name in database.list_collection_names():
            for raw in database[name].find():
                here = self.found_in(encode(raw).decode("latin-1"))
                here |= {"birth_year"} if _has_year(raw) else set()
                for where in here:
                    found.setdefault(where, set()).add(name)
        return found


def _has_year(node: Any) -> bool:
    match node:
        case dict():
            return any(map(_has_year, node.values()))
        case list():
            return any(map(_has_year, node))
        case bytes():
            return f":{YEAR}".encode() in node
        case int():
            return node == YEAR
        case _:
            return False


def text_of(answer: Any) -> str:
    """A body as text, so that it can be searched."""
    return json.dumps(answer) if not isinstance(answer, str | bytes) else str(answer)
