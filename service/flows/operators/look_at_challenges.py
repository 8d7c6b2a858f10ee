"""An operator reads what members say of looks at them; each of these members can see that."""

from collections.abc import Iterable

import msgspec

from service.flows.operators.audited import OperatorBody, audited
from service.flows.operators.looked import look_of_operator
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class LookAtChallenges(OperatorBody, frozen=True, kw_only=True):
    """The accounts whose statements are about to be shown."""

    accounts: tuple[str, ...]


class ChallengesLookedAt(msgspec.Struct, frozen=True, kw_only=True):
    """Of so many members."""

    members: int


def needs(_command: Command[LookAtChallenges], _view: View) -> Iterable[Key]:
    """Nothing is decided by any document."""
    return ()


def decide(command: Command[LookAtChallenges], _view: View) -> Outcome[ChallengesLookedAt]:
    """A row in the log of each member."""
    accounts = sorted(set(command.body.accounts))
    rows = tuple(look_of_operator(command, each, "access_challenge") for each in accounts)
    return Outcome(ChallengesLookedAt(members=len(accounts)), rows)


LOOK_AT_CHALLENGES = audited(
    Rule("look_at_access_challenges", ChallengesLookedAt, needs, decide),
    lambda _command: "access_challenges",
)
