"""A supposition as it is sent: one flat shape for all of them, read into one of the closed list."""

import enum
from typing import Any

import msgspec

from rewards.score.what_if.supposition import (
    Cure,
    Days,
    Do,
    Doable,
    EvidenceId,
    KeepRentals,
    Lose,
    ReturnLate,
    Supposition,
    Times,
    Wait,
)
from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest


class What(enum.StrEnum):
    """What is supposed."""

    DO = "do"
    KEEP_RENTALS = "keep_rentals"
    RETURN_LATE = "return_late"
    CURE = "cure"
    LOSE = "lose"
    WAIT = "wait"


SHAPES: dict[What, type[Any]] = {
    What.DO: Do,
    What.KEEP_RENTALS: KeepRentals,
    What.RETURN_LATE: ReturnLate,
    What.CURE: Cure,
    What.LOSE: Lose,
    What.WAIT: Wait,
}


class SupposedThing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`do` something of a `kind` so many `times`, evenly over `days`; `keep_rentals` small or
    `large` ones, in the same way; `return_late` once; `cure` or `lose` a piece of `evidence` of the
    score; `wait` for `days`. Each takes these fields and no others."""

    what: What
    kind: Doable | None = None
    times: Times | None = None
    days: Days | None = None
    large: bool | None = None
    evidence: EvidenceId | None = None


def supposition_of(thing: SupposedThing, number: int) -> Supposition:
    """The supposition. Refused if it lacks a field or has one too many; `number` says which one of
    the list it is."""
    shape = SHAPES[thing.what]
    given = msgspec.structs.asdict(thing)
    fields = {name: value for name, value in given.items() if name != "what" and value is not None}
    wanted = msgspec.structs.fields(shape)
    _check(number, f"{thing.what} does not take this", set(fields) - {each.name for each in wanted})
    needed = {each.name for each in wanted if each.required}
    _check(number, f"{thing.what} needs this", needed - set(fields))
    made: Supposition = shape(**fields)
    return made


def _check(number: int, detail: str, names: set[str]) -> None:
    if names:
        field = f"suppositions[{number}].{min(names)}"
        raise Refused(InvalidRequest(errors=(FieldError(field=field, detail=detail),)))
