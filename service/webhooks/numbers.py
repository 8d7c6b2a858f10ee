"""The numbers of webhooks on one page, with units and reasons; the programme decides."""

from typing import Annotated

import msgspec

KEPT_DAYS_MIN = 7
"""Days that any programme keeps deliveries: proofs look back so far."""


class WebhookNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a merchant's server is tried, and how long anything is kept for it."""

    # Endpoints of a merchant: one for each of its systems; it bounds the document.
    endpoints_max: Annotated[int, msgspec.Meta(ge=1, le=20)] = 10
    # Milliseconds for one try, from the name to the status: what receivers of webhooks are commonly
    # given. Far less than `claim_minutes`.
    answer_ms: Annotated[int, msgspec.Meta(ge=100, le=30_000)] = 10_000
    # Members' lines of one endpoint that are on their way at once: what a small server bears, and
    # so no round takes longer than one slow answer.
    lines_at_once: Annotated[int, msgspec.Meta(ge=1, le=50)] = 8
    # Hours in which the signature of before a rotation is sent too: a day, so that a deployment of
    # the merchant's can take place in office hours.
    overlap_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24
    # Minutes that who takes a member's line up has to send and to say so: many times the slowest
    # answer. If they crash, so long it waits for another.
    claim_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 5
    # Seconds to the second try: most failures are a restart somewhere.
    first_wait_seconds: Annotated[int, msgspec.Meta(ge=1, le=3_600)] = 30
    # How many times longer each wait is than the one before: what is away for minutes is found
    # within minutes, and who is away for days is not called all the time ...
    wait_factor: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    # ... up to this: eight hours find the morning after a night's outage.
    last_wait_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 480
    # Percent by which a wait is longer at random, so that what failed at once is not back at once.
    jitter_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 20
    # Hours from the first try until one event is given up: a long weekend.
    give_up_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 72
    # Hours of nothing but failures after which an endpoint is switched off: the same.
    failing_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 72
    # Days that deliveries are kept, for replays: a month's statement can be compared with them.
    kept_days: Annotated[int, msgspec.Meta(ge=KEPT_DAYS_MIN, le=365)] = 30
