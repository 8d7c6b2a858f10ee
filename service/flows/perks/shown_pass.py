"""Which pass a counter was shown: by its token, or by the eight digits that somebody typed."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.perks.passes import Pass
from rewards.perks.refusals import TooManyWrongCodes
from rewards.perks.typed_code import (
    code_id,
    is_over,
    may_type,
    tries_id,
    with_wrong,
)
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import CODE_TRIES, PASSES, TYPED_CODES


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What was shown at a counter: `token` or `code`. `terminal` is empty where none is named;
    `till` is where wrong codes are counted, which a caller cannot choose."""

    merchant: str
    token: str = ""
    code: str = ""
    terminal: str = ""
    till: str = ""


def shown_needs(shown: Shown, view: View) -> Iterable[Key]:
    """The digits and what was tried with others; then the pass."""
    if shown.code:
        yield TYPED_CODES.key(code_id(shown.merchant, shown.code))
        yield CODE_TRIES.key(tries_id(shown.merchant, shown.till))
    if token := peeked_token(shown, view):
        yield PASSES.key(token)


def peeked_token(shown: Shown, view: View) -> str:
    """The token of the pass; empty while nothing, or nothing of the kind, is known."""
    if not shown.code:
        return shown.token
    typed = view.peek(TYPED_CODES, code_id(shown.merchant, shown.code))
    return typed.token if typed else ""


def find_pass(command: Command[Any], shown: Shown, view: View) -> Pass | TooManyWrongCodes | None:
    """The pass, if there is one. Too many wrong codes are refused before anything is looked up."""
    if shown.code:
        tries = view.reference(CODE_TRIES, tries_id(shown.merchant, shown.till))
        numbers = command.programme.numbers.perks
        if (refused := may_type(tries, at=command.at, numbers=numbers)) is not None:
            return refused
        typed = view.reference(TYPED_CODES, code_id(shown.merchant, shown.code))
        if is_over(typed, command.at):
            return None
    token = peeked_token(shown, view)
    return view.get(PASSES, token) if token else None


def wrong_code(command: Command[Any], shown: Shown, view: View) -> tuple[Effect, ...]:
    """What digits that open nothing leave behind; a token is too long to be guessed."""
    if not shown.code:
        return ()
    tries = view.get(CODE_TRIES, tries_id(shown.merchant, shown.till))
    after = with_wrong(
        tries,
        merchant=shown.merchant,
        till=shown.till,
        at=command.at,
        numbers=command.programme.numbers.perks,
    )
    return (Insert(CODE_TRIES, after),) if tries is None else (Put(CODE_TRIES, after),)
