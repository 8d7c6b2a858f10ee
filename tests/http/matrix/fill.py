"""Fills paths and bodies in. What is not known here is no guess: a new id parameter, or a new text
in a body, fails until somebody has said what it is."""

import enum
from typing import Any

from msgspec import inspect

from tests.http.doors import KIOSK
from tests.http.matrix.cast import Caller
from tests.http.matrix.operations import Operation

OWN, FOREIGN, UNKNOWN = "own", "foreign", "unknown"
AT = "2026-03-04T12:00:00Z"

# Ids of what belongs to somebody: what each of them is an id of, in paths and in bodies.
OWNED = {
    "rental": "rental",
    "hold": "hold",
    "voucher": "voucher",
    "device": "device",
    "key_id": "key",
    "token_id": "display token",
    "operator": "operator",
    "Wanted.awards": "award",
    "PassShown.token": "pass",
    "TaskEvent.member": "pseudonym",
    "TaskEvent.task": "task",
    "MemberEvent.account": "account",
    "WrongEvent.account": "account",
    "transfer": "award",
    "report": "report",
    "Seen.messages": "message",
    "evidence": "evidence",
    "challenge": "challenge",
    "objection": "challenge",
    "look": "look",
    "access_challenge": "access challenge",
    "member": "account",
    "endpoint": "endpoint",
    "delivery": "delivery",
    "share": "share",
    "store": "store",
    "terminal": "terminal",
}

# Fields that may be left out, but one of them must be there.
NEEDED = {"PushTo.token"}

# Ids of what everybody may know: one that there is, if the demo has one from the start, and one
# that there is not.
PUBLIC: dict[str, tuple[str | None, str]] = {
    "board": ("seeds-weekly", "no-board"),
    "season": (None, "2020-W01"),
    "game": (None, "no-game"),
    "day": (None, "2020-01-01"),
    "cycle": (None, "2020-01"),
    "month": ("2020-01", "2020-13"),
    "number": ("1", "99"),
    "task": ("return-umbrella", "no-task"),
    "perk": ("umbrella", "no-perk"),
    "badge": ("job-badge", "no-badge"),
    "merchant": (KIOSK, "no-merchant"),
    "charity": ("meadow-relief", "no-charity"),
    "application": (None, "0" * 32),
    "InvitationNamed.code": (None, "0000000000"),
    # That of a voucher is asked for where vouchers are: it is used up by being tried.
    "VoucherShown.code": (None, "0481516234200021"),
}

# Where operators change a merchant, it is one that nobody else here knocks for.
PLACES = {"/v1/operator/merchants/": {"merchant": ("meadow-relief", "no-merchant")}}

# Words, secrets and choices: nothing that names a document.
TEXTS: dict[str, Any] = {
    "purpose": "eligibility",
    "counterparty": KIOSK,
    "contact": "matrix@example.org",
    "provider": "gateway",
    "installation": "matrix-0001",
    "CodeTyped.code": "000000",
    "refresh_token": "none.none",
    "Pairing.token": "none",
    "PushTo.token": "none",
    "text_sha256": "0" * 64,
    "display_name": "Somebody",
    "zone": "Europe/Berlin",
    "DeviceName.name": "a device",
    "Credentials.name": "nobody",
    "password": "no password of anybody",
    "reason": "the matrix of callers",
    "statement": "the matrix of callers",
    "AnswerToMember.answer": "the matrix of callers",
    "event": "e-1",
    # Ids in a batch are answered one by one, and tried where batches are.
    "EventBatch.events": [{"member": "none", "task": "return-umbrella", "event_at": AT}],
    "QuizAnswers.answers": [0],
    # Tokens in a batch are answered one by one, and tried where offline passes are.
    "OfflineUses.uses": [{"token": "SBO:A", "handed_over_at": AT}],
    # Whose terminal it is does the merchant of the body say, which is the same for all members.
    "OfflinePassWanted.terminal": "box-7",
    "PassWanted.terminal": "box-7",
    "StoreWanted.id": "matrix-store",
    "TerminalWanted.id": "matrix-till",
    "step": "return",
    "label": "matrix",
    "url": "https://hooks.example.com/matrix",
    "EndpointWanted.subjects": ["rentals"],
    "name": "none",
    "of": "none",
    "registry_number": "HRB 0815",
    "legal_representative": "Erika Mustermann",
    "offer": "Whatever the matrix of callers has to offer.",
}


class NotKnown(Exception):
    """The matrix has to be told what this is."""


def variants(operation: Operation, caller: Caller) -> list[str]:
    """Which ids are worth trying: foreign and unknown ones only where there are ids."""
    names = [*operation.params, *_fields(operation)]
    owned = [OWNED[name] for name in names if name in OWNED]
    public = [name for name in names if name in PUBLIC]
    found = []
    if all(PUBLIC[name][0] is not None for name in public):
        found.append(OWN)
    if owned and all(what in caller.foreign for what in owned):
        found.append(FOREIGN)
    if owned or public:
        found.append(UNKNOWN)
    return found


def path_of(operation: Operation, caller: Caller, which: str) -> str:
    """The path with its ids."""
    path = operation.path
    here = next((ids for start, ids in PLACES.items() if path.startswith(start)), {})
    for name in operation.params:
        known, unknown = here.get(name, (None, None))
        value = (unknown if which == UNKNOWN else known) or _value(name, caller, which)
        path = path.replace(f"{{{name}}}", str(value))
    return path


def body_of(operation: Operation, caller: Caller, which: str) -> Any:
    """A body that passes the door, or None for a call without one."""
    if operation.body is None:
        return None
    named = {_qualified(operation.body, each.name): each for each in _struct(operation.body)}
    return {
        each.encode_name: _sample(key, each, caller, which)
        for key, each in named.items()
        if each.required or key in OWNED or key in NEEDED
    }


def _fields(operation: Operation) -> list[str]:
    if operation.body is None:
        return []
    keys = [(_qualified(operation.body, one.name), one) for one in _struct(operation.body)]
    return [key for key, one in keys if one.required or key in OWNED]


def _struct(type_: Any) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(type_)
    assert isinstance(info, inspect.StructType), type_
    return info.fields


def _qualified(type_: Any, name: str) -> str:
    """The name that the tables know a field by: with its struct, where that is needed."""
    full = f"{type_.__name__}.{name}"
    known = any(full in table for table in (OWNED, PUBLIC, TEXTS))
    return full if known else name


def _sample(key: str, one: inspect.Field, caller: Caller, which: str) -> Any:
    info = one.type
    if isinstance(info, inspect.UnionType):
        info = next(each for each in info.types if not isinstance(each, inspect.NoneType))
    if isinstance(info, inspect.VarTupleType) and key in TEXTS:
        return TEXTS[key]
    if isinstance(info, inspect.VarTupleType) and key not in OWNED:
        return []
    if key in OWNED:
        value = _value(key, caller, which)
        return [value] if isinstance(info, inspect.VarTupleType) else value
    match info:
        case inspect.StrType() | inspect.EnumType() if key in TEXTS or key in PUBLIC:
            return _value(key, caller, which)
        case inspect.EnumType(cls=cls) if issubclass(cls, enum.Enum):
            return next(iter(cls)).value
        case inspect.IntType(ge=least):
            return least or 1
        case inspect.BoolType():
            return False
        case inspect.DateTimeType():
            return AT
        case _:
            raise NotKnown(f"say in OWNED, PUBLIC or TEXTS what the field {key} is: {info}")


def _value(name: str, caller: Caller, which: str) -> Any:
    if name in OWNED:
        what = OWNED[name]
        if which == UNKNOWN:
            return "0" * 32
        return (caller.foreign if which == FOREIGN else caller.own).get(what, "0" * 32)
    if name in PUBLIC:
        known, unknown = PUBLIC[name]
        return unknown if which == UNKNOWN or known is None else known
    if name in TEXTS:
        return TEXTS[name]
    raise NotKnown(f"say in OWNED, PUBLIC or TEXTS what {name} is")


def expected(operation: Operation, caller: Caller) -> int | None:
    """What the guards say to a caller, by their own table: 401, 403, or None to go through."""
    if operation.kind is None:
        return None
    if caller.kind is not operation.kind or not caller.good:
        return 401
    if operation.asks is not None and operation.asks not in caller.may:
        return 403
    return None


# OPTIONS of a path is guarded where its router is; it names the methods and has no ids to look up.
def looks_up(operation: Operation) -> bool:
    """Whether the door looks at the ids it is given."""
    return operation.method != "OPTIONS"
