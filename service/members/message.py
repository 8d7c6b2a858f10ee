"""What a member finds in the inbox. New ones are made by `service.members.new_message`."""

import enum

import msgspec

from rewards.calendar import Instant
from service.members.delivery import Delivery


class MessageKind(enum.StrEnum):
    """What happened; the words are made from kind and parameters where they are read."""

    WELCOME = "welcome"
    SEEDS_RIPE = "seeds_ripe"
    STREAK_WEEK = "streak_week"
    SEEDS_COLLECTED_FOR_ROOM = "seeds_collected_for_room"
    SEEDS_WITHERED = "seeds_withered"
    SEEDS_WITHERING_SOON = "seeds_withering_soon"
    SEEDS_EXPIRING_SOON = "seeds_expiring_soon"
    SEEDS_EXPIRED = "seeds_expired"
    AWARD_REVERSED = "award_reversed"
    PERK_ANSWERED = "perk_answered"
    BADGE_SEEN = "badge_seen"
    GAME_SETTLED = "game_settled"
    GAME_VOID = "game_void"
    PRIZE_WON = "prize_won"
    INVITATION_QUALIFIED = "invitation_qualified"
    INVITATION_PAID = "invitation_paid"
    INVITATION_REJECTED = "invitation_rejected"
    INVITATION_EXPIRED = "invitation_expired"
    RENTAL_AUTHORISED = "rental_authorised"
    RENTAL_STARTED = "rental_started"
    RENTAL_EXTENDED = "rental_extended"
    RENTAL_OVERDUE = "rental_overdue"
    RENTAL_RETURNED = "rental_returned"
    RENTAL_SETTLED = "rental_settled"
    RENTAL_CANCELLED = "rental_cancelled"
    RENTAL_ENDS_SOON = "rental_ends_soon"
    RENTAL_STILL_OUT = "rental_still_out"
    RENTAL_FAULT_REPORTED = "rental_fault_reported"
    RENTAL_FAULT_CLEARED = "rental_fault_cleared"
    RENTAL_DAMAGED = "rental_damaged"
    RENTAL_LOST = "rental_lost"
    RENTAL_GIVEN_UP = "rental_given_up"
    HOLD_POSTED = "hold_posted"
    HOLD_VOIDED = "hold_voided"
    HOLD_ENDED = "hold_ended"
    HOLD_REFUNDED = "hold_refunded"
    VOUCHER_REDEEMED = "voucher_redeemed"
    VOUCHER_REFUNDED = "voucher_refunded"
    VOUCHER_EXPIRED = "voucher_expired"
    DEVICE_SIGNED_IN = "device_signed_in"
    DEVICE_SIGNED_OUT = "device_signed_out"
    DEVICES_SIGNED_OUT = "devices_signed_out"
    DEVICE_REPLACED = "device_replaced"
    DEVICE_DISTRUSTED = "device_distrusted"
    LOOK_EXPLAINED = "look_explained"
    NAME_HIDDEN = "name_hidden"
    YEARLY_NOTICE = "yearly_notice"
    PENALTY_PROPOSED = "penalty_proposed"
    PENALTY_COUNTED = "penalty_counted"
    PENALTY_CURED = "penalty_cured"
    CHALLENGE_ANSWERED = "challenge_answered"
    CHALLENGE_UPHELD = "challenge_upheld"
    CHALLENGE_WON = "challenge_won"
    SCHEME_CHANGED = "scheme_changed"
    SCORE_CORRECTED = "score_corrected"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One durable message. `parameters` fill the text of its kind; no personal data of others.

    `delivery` is None for what stays in the inbox. It was delivered at `delivered_at`, which is the
    first of: somebody took it for the member, or the member saw it; a clock of a notice starts
    then, see `service.members.notice`.
    """

    id: str
    account: str
    kind: MessageKind
    at: Instant
    parameters: dict[str, str | int]
    delivery: Delivery | None = None
    delivered_at: Instant | None = None
    seen_at: Instant | None = None
    version: int = 1
