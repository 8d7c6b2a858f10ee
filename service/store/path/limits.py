"""How much the write path takes on at once, and how long anybody waits."""

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of the queue: counts of commands and transactions, times in seconds.

    `queue_max` counts everyone who waits for an answer, in the queue, a batch or a side lane.
    A command that has not entered a batch within `wait_s_max` is shed: nothing was done. One that
    has no answer at `deadline_s` gets the truth about that: not done, or not known.

    Two transactions at once keep both sides busy: one is decided while the other is written. They
    share what is open, so that the two stay of a size; below `share_min`, dividing would cost more
    than it gains. `apart` keeps transactions in flight on different documents; the plain arm
    leaves that to the database.
    """

    batch_max: int = 512
    in_flight_max: int = 2
    share_min: int = 32
    apart: bool = True
    queue_max: int = 4096
    wait_s_max: float = 2.0
    deadline_s: float = 10.0


PLAIN = Limits(batch_max=1, in_flight_max=4096, apart=False)
