"""An index and the query it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pymongo import IndexModel


@dataclass(frozen=True)
class Index:
    """`fields` in order, -1 for descending; `query` says who asks. None is unique: a secondary
    unique index would abort a whole batch, so uniqueness is a document with a derived id. Only
    documents that match `only` are in it, if it is given: its query has to say the same."""

    fields: tuple[tuple[str, int], ...]
    query: str
    expire_after: timedelta | None = None
    only: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """Derived from the fields, as MongoDB would."""
        return "_".join(f"{field}_{way}" for field, way in self.fields)

    def model(self) -> IndexModel:
        """For `create_indexes`."""
        options: dict[str, Any] = {"name": self.name}
        if self.expire_after is not None:
            options["expireAfterSeconds"] = int(self.expire_after.total_seconds())
        if self.only is not None:
            options["partialFilterExpression"] = dict(self.only)
        return IndexModel(list(self.fields), **options)


def on(
    *fields: str,
    query: str,
    expire_after: timedelta | None = None,
    only: Mapping[str, Any] | None = None,
) -> Index:
    """`on("account", "-at", query=...)`: ascending unless a name begins with '-'."""
    pairs = tuple((name.lstrip("-"), -1 if name.startswith("-") else 1) for name in fields)
    return Index(pairs, query, expire_after, only)
