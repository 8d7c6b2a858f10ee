"""How hard a run is tried: the runner's numbers on one page, with units and reasons. Pure."""

from datetime import timedelta

import msgspec


class Effort(msgspec.Struct, frozen=True, kw_only=True):
    """How long a claim lasts, and how often a run is tried."""

    # A dead runner's work waits this long; a living one renews three times in it.
    lease: timedelta = timedelta(seconds=30)
    # Renewals per lease: two may be lost.
    renewals: int = 3
    # A run that takes no step for so long has hung: its lease is left to run out.
    silence_max: timedelta = timedelta(minutes=5)
    # Between looks for work, if no tick has come before.
    poll: timedelta = timedelta(seconds=5)
    # Claims without any progress before a person has to look.
    attempts_max: int = 5
    # The wait after the first failure; it doubles ...
    first_wait: timedelta = timedelta(seconds=5)
    # ... up to this.
    last_wait: timedelta = timedelta(minutes=15)
    # Items set aside in one run. More are not bad items but a bad job.
    set_aside_max: int = 100

    @property
    def renew_every(self) -> timedelta:
        """From one renewal to the next."""
        return self.lease / (self.renewals + 1)

    def gives_up(self, attempts: int) -> bool:
        """True after so many claims without progress."""
        return attempts >= self.attempts_max

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after the last of so many attempts (from 1) has failed."""
        doublings: int = min(max(attempts, 1) - 1, 30)
        return min(self.last_wait, self.first_wait * (1 << doublings))
