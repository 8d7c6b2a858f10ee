"""An operator lets one screen show one board."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import DisplayToken
from service.store.schema.page import DISPLAY_TOKENS


class IssueDisplayToken(msgspec.Struct, frozen=True, kw_only=True):
    """For which board. The SHA-256 of the token's secret comes as the command's second id."""

    board: str


class DisplayTokenIssued(msgspec.Struct, frozen=True, kw_only=True):
    """The id part of the token."""

    id: str


class BoardUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such board."""

    board: str

    def detail(self) -> str:
        return f"There is no board {self.board}: take the id from the programme document."


def needs(_command: Command[IssueDisplayToken], _view: View) -> Iterable[Key]:
    """Nothing: the token's id is random."""
    return ()


def decide(command: Command[IssueDisplayToken], _view: View) -> Outcome[DisplayTokenIssued]:
    """A token for a board of the programme."""
    board, (id_, sha256) = command.body.board, command.ids
    if board not in {each.id for each in command.programme.boards}:
        return Outcome(BoardUnknown(board=board))
    token = DisplayToken(id=id_, board=board, secret_sha256=sha256, created_at=command.at)
    return Outcome(DisplayTokenIssued(id=id_), (Append(DISPLAY_TOKENS, token),))


ISSUE_DISPLAY_TOKEN = Rule("issue_display_token", DisplayTokenIssued, needs, decide, ids=2)
