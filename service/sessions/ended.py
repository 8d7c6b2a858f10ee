"""Sessions that ended while access tokens of theirs may still be good."""

from datetime import datetime, timedelta

# Every access token of a session that ended earlier has ended too, whatever the settings say.
KEPT = timedelta(minutes=70)
PRUNED_EVERY = timedelta(minutes=5)


class EndedSessions:
    """Their ids, each for as long as it matters. Times are the server's."""

    def __init__(self) -> None:
        self._at: dict[str, datetime] = {}
        self._pruned_at: datetime | None = None

    def __contains__(self, session: str) -> bool:
        return session in self._at

    def __len__(self) -> int:
        return len(self._at)

    def add(self, session: str, ended_at: datetime) -> None:
        """Heard of one; hearing of it again changes nothing."""
        self._at[session] = ended_at

    def prune(self, now: datetime) -> None:
        """Forgets those that no longer matter; looks through them only now and then."""
        if self._pruned_at is not None and now < self._pruned_at + PRUNED_EVERY:
            return
        self._pruned_at = now
        self._at = {id_: at for id_, at in self._at.items() if at > now - KEPT}
