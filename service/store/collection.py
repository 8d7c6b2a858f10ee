"""What a collection holds, and how its documents travel between BSON and values."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from service.store.codec import Wrap, bson_ready, bson_value, wraps_of
from service.store.packed import Packed, packed_of

Doc = TypeVar("Doc", bound=msgspec.Struct)


class Key(NamedTuple):
    """Names one document: collection and `_id`."""

    collection: str
    id: str


STAMP = "read_at"

_key = partial(tuple.__new__, Key)


@dataclass(frozen=True)
class Collection(Generic[Doc]):
    """A collection of documents of one type; the type's `id` field is stored as `_id`.

    `guarded` documents carry an integer `version` field and may be changed: whoever relies on one
    while changing anything also writes its version, so two transactions cannot both be right.
    All others are only ever inserted. `reference` documents are read by everybody through
    `View.reference`, so nobody queues for them, even if they are guarded. `gates` are entered, and
    are stamped with the database's time when they are read; see `service.store.gate`. `owners` are
    the fields that say whose a document is: whoever reads one says for whom; see `store.owner`.
    `packed` fields travel as one run of bytes each; see `store.packed`.
    """

    name: str
    type: type[Doc]
    guarded: bool = False
    reference: bool = False
    gates: bool = False
    owners: tuple[str, ...] = ()
    packed: tuple[str, ...] = ()

    def key(self, id_: str) -> Key:
        """The key of the document with this id."""
        # Asked for some thirty times per command, and three times as fast as Key(...).
        return _key((self.name, id_))

    @property
    def queued(self) -> bool:
        """Whether commands that ask for the same document wait for each other, in order."""
        return (self.guarded and not self.reference) or self.gates

    @cached_property
    def _longs(self) -> dict[str, Wrap]:
        wraps = wraps_of(self.type)
        return {name: wrap for name, wrap in wraps.items() if name not in self.packed}

    @cached_property
    def _packs(self) -> dict[str, Packed]:
        return packed_of(self.type, self.packed)

    def encode(self, doc: Doc) -> dict[str, Any]:
        """A BSON-ready document: `_id` first, every integer an int64."""
        packs = {name: pack.write(getattr(doc, name)) for name, pack in self._packs.items()}
        plain = msgspec.structs.replace(doc, **dict.fromkeys(packs)) if packs else doc
        raw = bson_ready(plain, self._longs)
        return {"_id": raw.pop("id"), **raw, **packs}

    def changes(self, before: Doc, after: Doc) -> dict[str, Any]:
        """The fields that differ, BSON-ready. Values that were not replaced are not compared."""
        names = (name for name in self.type.__struct_fields__ if name != "id")
        pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
        return {
            name: self._packs[name].write(new)
            if name in self._packs
            else bson_value(new, self._longs.get(name))
            for name, old, new in pairs
            if new is not old and new != old
        }

    @cached_property
    def projection(self) -> dict[str, Any] | None:
        """What a load asks for: all there is, and of gates also the time."""
        if not self.gates:
            return None
        return dict.fromkeys(self.type.__struct_fields__, 1) | {STAMP: "$$NOW"}

    def decode(self, raw: dict[str, Any]) -> Doc:
        """The value of a stored document. Raises msgspec.ValidationError if it is not one."""
        raw["id"] = raw.pop("_id")
        for name, pack in self._packs.items():
            if name in raw:
                raw[name] = pack.read(raw[name])
        return msgspec.convert(raw, self.type)
