"""All boards of a programme with the names on them, at one version. Pure."""

from collections.abc import Iterable
from datetime import datetime

from service.live.board_index import BoardIndex
from service.live.settled import Results
from service.members.consents import ConsentEntry, Purpose
from service.members.hide_name import shown_name
from service.members.member import Member
from service.members.states import State
from service.programme import Programme
from tasks.completion import Completion

Position = tuple[int, int]
"""A cluster time: seconds and increment, in the order of the database's own log."""


class Model:
    """Whoever reads without awaiting in between reads one version.

    `names` has exactly the active memberships: account -> display name, empty where it is hidden.
    It is joined when read, so a new name moves nothing.
    """

    def __init__(self, programme: Programme, now: datetime, position: Position) -> None:
        self.programme = programme
        self.names: dict[str, str] = {}
        self.boards = {
            board.id: BoardIndex(board, programme.zone, now, self.names.keys())
            for board in programme.boards
        }
        self.results: dict[str, Results] = {}
        self._position = position
        self._changes = 0

    @property
    def version(self) -> str:
        """The cluster time of the last event applied, and how many changes there were: a consent
        that ends by itself is a change without an event, and a transaction has one cluster time."""
        seconds, increment = self._position
        return f"{seconds}.{increment}-{self._changes}"

    def completed(self, completion: Completion) -> None:
        """Counts a completion on every board: all of them count seeds."""
        for board in self.boards.values():
            board.add(completion.account, completion.seeds, completion.event_at)

    def revoked(self, completion: Completion) -> None:
        """Takes off every board what was taken back of a completion."""
        for board in self.boards.values():
            board.add(completion.account, -completion.returned, completion.event_at)

    def consented(self, entry: ConsentEntry) -> None:
        """A row of a consent history: somebody may be shown, or not any more."""
        board = self.boards.get(entry.counterparty)
        if entry.purpose is not Purpose.BOARD or board is None:
            return
        if entry.grant is None:
            board.withdraw(entry.account)
        else:
            board.grant(entry.account, entry.grant.ends_at)

    def member_changed(self, member: Member) -> None:
        """A member has another name or state; only active ones have a name here."""
        if member.state is State.ACTIVE:
            self.names[member.account] = shown_name(member)
        else:
            self.names.pop(member.account, None)
        for board in self.boards.values():
            board.refresh(member.account)

    def moved(self, position: Position) -> None:
        """An event has been applied; streams interleave, so the latest one counts."""
        self._position = max(self._position, position)
        self._changes += 1

    def lapse(self, now: datetime) -> bool:
        """Ends consents that have run out; True if anybody is no longer shown."""
        lapsed = [board.lapse(now) for board in self.boards.values()]
        self._changes += any(lapsed)
        return any(lapsed)

    def goes_by(self, programme: Programme) -> None:
        """Another version of the programme, with the same boards in the same zone: its words and
        numbers."""
        self.programme = programme
        self._changes += 1

    def settled(self, results: dict[str, Results]) -> bool:
        """Takes over what is settled, by board; True if that is another thing than before."""
        changed = results != self.results
        self.results = results
        self._changes += changed
        return changed

    def name_all(self, members: Iterable[tuple[str, str]]) -> None:
        """Accounts and names of the active memberships, before any board admits anybody."""
        self.names.update(members)
