"""The numbers of membership on one page, with units and reasons; the programme decides."""

from typing import Annotated

import msgspec

ARCHIVE_BYTES_MAX = 8_000_000
"""What a process reads of one body at most, whatever a programme says: it is held in memory."""


class MemberNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long consents last and how many there are, and who may join."""

    # Days a consent lasts if the member names no end: a season of use, then asked again.
    consent_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 90
    # Days a consent may last at most; nobody agrees to anything for ever.
    consent_days_max: Annotated[int, msgspec.Meta(ge=1, le=365)] = 365
    # Consents in force at once: it bounds the account document.
    consents_max: Annotated[int, msgspec.Meta(ge=5, le=1_000)] = 200
    # The earliest year of birth that is believed: nobody alive is older.
    birth_year_min: Annotated[int, msgspec.Meta(ge=1850, le=2000)] = 1900
    # Years of age from which on a member may agree alone; nobody can ask a guardian here.
    age_min: Annotated[int, msgspec.Meta(ge=13, le=100)] = 14
    # Days after which looking through one's own consents counts again, and a notice asks for it.
    review_days: Annotated[int, msgspec.Meta(ge=30, le=3_660)] = 365
    notice_days: Annotated[int, msgspec.Meta(ge=30, le=3_660)] = 365
    # Days that looks in the access log and messages are kept: two years, so that this year's can be
    # compared with the last one's.
    access_log_days: Annotated[int, msgspec.Meta(ge=90, le=3_660)] = 730
    inbox_days: Annotated[int, msgspec.Meta(ge=90, le=3_660)] = 730
    # Merchants that a member may mute; it bounds the account document.
    muted_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 100
    # Days by which a pause moves dates at most: half a year, so that nothing is kept for ever.
    pause_shift_days_max: Annotated[int, msgspec.Meta(ge=0, le=366)] = 180
    # Pauses within so many days: a life's interruptions, and no way to save a streak each week.
    pauses_max: Annotated[int, msgspec.Meta(ge=1, le=50)] = 4
    pause_window_days: Annotated[int, msgspec.Meta(ge=1, le=3_660)] = 365
    # Times away that an account remembers one by one; it bounds the account document.
    breaks_max: Annotated[int, msgspec.Meta(ge=10, le=1_000)] = 100
    # Days in which who leaves can come back: two weeks of thinking it over.
    closing_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14
    # Years of age at which a member stops being a minor.
    adult_age: Annotated[int, msgspec.Meta(ge=16, le=25)] = 18
    # Months, full ones, for which a keyed hash of an erased member's contact is kept: so long
    # nobody earns an invitation's seeds by leaving and joining again.
    contact_kept_months: Annotated[int, msgspec.Meta(ge=0, le=24)] = 12
    # Days after an erasure until what came late is swept too: invitations, the slowest, end within
    # 30 days and are told of for another 14.
    swept_again_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 45
    # Archives of other programmes that one member may keep: the places of a life.
    reports_max: Annotated[int, msgspec.Meta(ge=1, le=20)] = 5
    # Pieces of evidence kept of one archive, the newest: what a person would look through.
    report_facts_max: Annotated[int, msgspec.Meta(ge=1, le=2_000)] = 500
    # Bytes of an archive, packed and unpacked: ten years of somebody who does a task each day.
    archive_bytes_max: Annotated[int, msgspec.Meta(ge=1, le=ARCHIVE_BYTES_MAX)] = 5_000_000
    archive_unpacked_max: Annotated[int, msgspec.Meta(ge=1, le=200_000_000)] = 50_000_000


class SignInNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How signing in is bounded: 5 tries in 5 minutes leave a guesser 1 chance in 200,000."""

    # Minutes a code works: long enough to switch apps.
    code_minutes: Annotated[int, msgspec.Meta(ge=1, le=15)] = 5
    # Tries per code, right or wrong.
    code_tries_max: Annotated[int, msgspec.Meta(ge=1, le=10)] = 5
    # Days a session lasts without a refresh.
    session_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 90
    # Seconds in which a used refresh token works again, for a reply that got lost.
    refresh_grace_seconds: Annotated[int, msgspec.Meta(ge=0, le=120)] = 30
    # Sessions of a member at once: phone, tablet, browsers at home and at work, and some forgotten.
    sessions_max: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10
    # Hours that a merchant's pages stay signed in with its key: a long day behind a counter.
    till_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 14


class NoticeNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a message is tried to be sent out of the inbox."""

    # Minutes that who takes a message up has to send it and say so: twice the slowest batch that
    # there can be. If they crash, so long it waits for another.
    claim_minutes: Annotated[int, msgspec.Meta(ge=1, le=120)] = 5
    # Minutes to the second try: most failures are a restart somewhere. The wait doubles ...
    first_wait_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 1
    # ... up to this: six hours find the morning after a night's outage.
    last_wait_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 360
    # Hours until it is given up: a long weekend without anybody who repairs the mail server.
    give_up_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 72
