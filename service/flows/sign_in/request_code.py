"""A person asks for a one-time code."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from service.members.sign_in.code import new_code
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import CODES


class RequestCode(msgspec.Struct, frozen=True, kw_only=True):
    """`contact` is the keyed hash of the address. The code's hash comes as the command's id."""

    contact: str


class CodeSent(msgspec.Struct, frozen=True, kw_only=True):
    """When the code stops working."""

    expires_at: Instant


def needs(command: Command[RequestCode], _view: View) -> Iterable[Key]:
    """The code that was sent before, if any."""
    yield CODES.key(command.body.contact)


def decide(command: Command[RequestCode], view: View) -> Outcome[CodeSent]:
    """A new code in place of the old one. Whether anybody is a member makes no difference."""
    (sha256,) = command.ids
    contact, numbers = command.body.contact, command.programme.numbers.sign_in
    code = new_code(contact, sha256, at=command.at, numbers=numbers)
    known = view.get(CODES, contact) is not None
    effect: Effect = Put(CODES, code) if known else Insert(CODES, code)
    return Outcome(CodeSent(expires_at=code.expires_at), (effect,))


REQUEST_CODE = Rule("request_code", CodeSent, needs, decide, ids=1)
