"""Why a board says no."""

from rewards.refusal import Refusal


class BoardNotFound(Refusal, frozen=True, kw_only=True):
    """There is no such board, or it is not this caller's: the same answer to both."""

    board: str

    def detail(self) -> str:
        return f"There is no board {self.board} here: take an id from the programme document."


class BoardsLoading(Refusal, frozen=True, kw_only=True):
    """This process has just started and does not know the ranks yet."""

    retry_after_s: int = 1

    def detail(self) -> str:
        return f"The boards are being loaded: try again in {self.retry_after_s} s."


class TooManyScreens(Refusal, frozen=True, kw_only=True):
    """As many streams are open as one process serves."""

    screens: int
    retry_after_s: int = 5

    def detail(self) -> str:
        return f"{self.screens} screens are connected here: try again in {self.retry_after_s} s."
