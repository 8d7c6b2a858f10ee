"""The smallest product there can be: jars of coins, and slips that say who dropped some in."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Collection, Key
from service.store.outbox import OUTBOX
from service.store.path.command import Command, Emit, Insert, Outcome, Put, Rule
from service.store.path.record import RECORDS
from service.store.path.state import View

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Jar(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    version: int = 1
    coins: int = 0
    lid: bool = False


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    jar: str
    coins: int


class Drop(msgspec.Struct, frozen=True, kw_only=True):
    """Drop coins into a jar, once per slip; `trick` makes the rule misbehave."""

    jar: str
    slip: str
    coins: int = 1
    trick: str = ""


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    coins: int
    again: bool = False


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """Move coins between jars."""

    source: str
    target: str
    coins: int = 1


class JarMissing(Refusal, frozen=True, kw_only=True):
    jar: str

    def detail(self) -> str:
        return f"There is no jar {self.jar}."


class JarShort(Refusal, frozen=True, kw_only=True):
    coins: int
    wanted: int

    def detail(self) -> str:
        return f"There are {self.coins} coins, not {self.wanted}."


# Named as the product's accounts are, so that events of a jar are numbered by its version.
JARS = Collection("accounts", Jar, guarded=True)
SLIPS = Collection("slips", Slip)
TOYS = {one.name: one for one in (JARS, SLIPS, RECORDS, OUTBOX)}


def drop_needs(command: Command[Drop], _view: View) -> Iterable[Key]:
    yield JARS.key(command.body.jar)
    yield SLIPS.key(command.body.slip)


def drop_decide(command: Command[Drop], view: View) -> Outcome[Dropped]:
    body = command.body
    if body.trick == "raise":
        raise RuntimeError("a defect in this rule")
    jar = view.get(JARS, body.jar)
    if jar is None:
        return Outcome(JarMissing(jar=body.jar))
    if view.get(SLIPS, body.slip) is not None:
        return Outcome(Dropped(coins=jar.coins, again=True))
    if body.trick == "unread":
        view.get(JARS, "never asked for")
    filled = msgspec.structs.replace(jar, coins=jar.coins + body.coins)
    slip = Slip(id=body.slip, jar=body.jar, coins=body.coins)
    told = Emit(account=jar.id, kind="dropped", data=Dropped(coins=filled.coins))
    return Outcome(Dropped(coins=filled.coins), (Put(JARS, filled), Insert(SLIPS, slip), told))


def move_needs(command: Command[Move], _view: View) -> Iterable[Key]:
    yield JARS.key(command.body.source)
    yield JARS.key(command.body.target)


def move_decide(command: Command[Move], view: View) -> Outcome[Dropped]:
    body = command.body
    source, target = view.get(JARS, body.source), view.get(JARS, body.target)
    assert source is not None
    assert target is not None
    if source.coins < body.coins:
        return Outcome(JarShort(coins=source.coins, wanted=body.coins))
    less = msgspec.structs.replace(source, coins=source.coins - body.coins)
    more = msgspec.structs.replace(target, coins=target.coins + body.coins)
    return Outcome(Dropped(coins=less.coins), (Put(JARS, less), Put(JARS, more)))


DROP = Rule("drop", Dropped, drop_needs, drop_decide)
SECRET_DROP = Rule("secret_drop", Dropped, drop_needs, drop_decide, secret=True)
MOVE = Rule("move", Dropped, move_needs, move_decide)


def command(
    rule: Rule[Any, Any], body: msgspec.Struct, key: str | None, caller: str = "member:alice"
) -> Command[Any]:
    """A command of the toy product; it has no programme."""
    nothing: Any = None
    return Command(rule, body, caller, key, NOW, NOW, nothing)


def drop(slip: str, jar: str = "j1", key: str | None = "", **more: Any) -> Command[Any]:
    """A drop; its key is its slip unless another is given."""
    body = Drop(jar=jar, slip=slip, **more)
    return command(DROP, body, slip if key == "" else key)


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Follow the note to a jar and add a coin; whoever comes first only writes the note."""

    note: str
    jar: str


NOTES = Collection("notes", Slip)
SIGNS = Collection("signs", Jar, guarded=True, reference=True)
TOYS |= {one.name: one for one in (NOTES, SIGNS)}


def look_needs(command: Command[Look], view: View) -> Iterable[Key]:
    yield NOTES.key(command.body.note)
    note = view.peek(NOTES, command.body.note)
    if note is not None:
        yield JARS.key(note.jar)


def look_decide(command: Command[Look], view: View) -> Outcome[Dropped]:
    """The first writes the note; everybody after it follows."""
    body = command.body
    note = view.get(NOTES, body.note)
    if note is None:
        made = Slip(id=body.note, jar=body.jar, coins=0)
        return Outcome(Dropped(coins=0), (Insert(NOTES, made),))
    jar = view.get(JARS, note.jar)
    assert jar is not None
    more = msgspec.structs.replace(jar, coins=jar.coins + 1)
    return Outcome(Dropped(coins=more.coins), (Put(JARS, more),))


LOOK = Rule("look", Dropped, look_needs, look_decide)


def signed_needs(command: Command[Drop], view: View) -> Iterable[Key]:
    yield from drop_needs(command, view)
    yield SIGNS.key("sign")


def signed_decide(command: Command[Drop], view: View) -> Outcome[Dropped]:
    """A drop that everybody may do only while there is no sign."""
    if view.reference(SIGNS, "sign") is not None:
        return Outcome(JarMissing(jar=command.body.jar))
    return drop_decide(command, view)


SIGNED_DROP = Rule("signed_drop", Dropped, signed_needs, signed_decide)
