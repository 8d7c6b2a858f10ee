"""An operator lets one screen show one board."""

import msgspec

from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody, audited, nothing_needed
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import DisplayToken
from service.store.schema.page import DISPLAY_TOKENS


class IssueDisplayToken(OperatorBody, frozen=True, kw_only=True):
    """For which board, and where the screen stands. The ids of the command are those of the fresh
    token: its id, the SHA-256 of its secret, and maybe the last digits."""

    board: str
    label: str = ""


class DisplayTokenIssued(msgspec.Struct, frozen=True, kw_only=True):
    """The id part of the token."""

    id: str


class BoardUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such board."""

    board: str

    def detail(self) -> str:
        return f"There is no board {self.board}: take the id from the programme document."


def decide(command: Command[IssueDisplayToken], _view: View) -> Outcome[DisplayTokenIssued]:
    """A token for a board of the programme."""
    body = command.body
    id_, sha256, *suffix = command.ids
    if body.board not in {each.id for each in command.programme.boards}:
        return Outcome(BoardUnknown(board=body.board))
    token = DisplayToken(
        id=id_,
        board=body.board,
        secret_sha256=sha256,
        created_at=command.at,
        label=body.label,
        suffix="".join(suffix),
    )
    return Outcome(DisplayTokenIssued(id=id_), (Append(DISPLAY_TOKENS, token),))


def subject(command: Command[IssueDisplayToken]) -> str:
    """For the audit log."""
    return f"display_token:{command.ids[0]}"


ISSUE_DISPLAY_TOKEN = audited(
    Rule("issue_display_token", DisplayTokenIssued, nothing_needed, decide, secret=True, ids=2),
    subject,
)
