"""The one table from refusal to HTTP status; the stable code is the class's own."""

from http import HTTPStatus

from rewards.boards import refusals as boards
from rewards.charity import refusals as charity
from rewards.games import refusals as games
from rewards.invitations import refusals as invitations
from rewards.ledger import refusals as ledger
from rewards.ledger.days import refusals as ledger_days
from rewards.ledger.spending import refusals as spending
from rewards.perks import refusals as perks
from rewards.perks.rentals import refusals as rentals
from rewards.refusal import Refusal
from rewards.score.what_if import refusals as what_if
from rewards.settlement import refusals as settlement
from service import programme
from service.flows import own, precondition
from service.flows.notices import mark_seen
from service.flows.operators import (
    issue_display_token,
    issue_merchant_key,
    move_clock,
    own_merchant_key,
    revoke_display_token,
)
from service.flows.perks import check_eligibility
from service.flows.sign_in import rotate_token_key
from service.http.problems import refusals as doors
from service.jobs import as_of, cycle, fence, move_pointer, span
from service.keys import contact
from service.live import refusals as live
from service.members import (
    birth,
    counterparty,
    display_name,
    link,
    minors,
    mute,
    pause,
    push_target,
    reach,
    states,
)
from service.members import refusals as members
from service.members.erasure import refusals as erasure
from service.members.sign_in import code, devices, session
from service.operators import refusals as operators
from service.programme import refusals as versions
from service.store.path import record
from service.store.path import refusals as path
from tasks import refusals as tasks

# By status: what the caller can do about it decides.
BY_STATUS: dict[HTTPStatus, tuple[type[Refusal], ...]] = {
    HTTPStatus.BAD_REQUEST: (
        doors.BadRequest,
        doors.MalformedJson,
        doors.JsonTooDeep,
        doors.BodyMissing,
        doors.IdempotencyKeyMissing,
    ),
    HTTPStatus.UNAUTHORIZED: (
        doors.NotAuthenticated,
        own.AccountGone,
        session.SessionEnded,
        operators.SignInRefused,
    ),
    HTTPStatus.FORBIDDEN: (
        doors.NotAllowed,
        doors.NotFromPage,
        doors.PowerMissing,
        doors.ScopeMissing,
        games.MayNotEnter,
        minors.NotForMinors,
        tasks.SourceNotCharity,
        tasks.UntrustedSource,
    ),
    HTTPStatus.NOT_FOUND: (
        doors.NoSuchPath,
        games.GameUnknown,
        as_of.UnknownJob,
        boards.SeasonUnknown,
        check_eligibility.AnswerWithdrawn,
        charity.CharityUnknown,
        counterparty.CounterpartyUnknown,
        devices.DeviceUnknown,
        issue_display_token.BoardUnknown,
        invitations.InvitationUnknown,
        ledger.HoldUnknown,
        ledger_days.LedgerDayUnknown,
        ledger_days.TransferUnknown,
        ledger.UnknownRipe,
        link.MemberNotLinked,
        live.BoardNotFound,
        mark_seen.MessageUnknown,
        operators.OperatorUnknown,
        own_merchant_key.MerchantKeyUnknown,
        perks.MerchantUnknown,
        perks.PassForAnotherMerchant,
        perks.PerkUnknown,
        perks.UnknownPass,
        revoke_display_token.DisplayTokenUnknown,
        settlement.SettlementUnknown,
        versions.VersionUnknown,
        rentals.RentalUnknown,
        spending.SpendingUnknown,
        tasks.TaskUnknown,
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (doors.MethodNotAllowed,),
    # The state does not allow it now; something else has to happen first.
    HTTPStatus.CONFLICT: (
        boards.SeasonNotSettled,
        boards.TooEarlyForSeason,
        birth.BirthYearStays,
        birth.TooYoung,
        boards.WrongSeasonState,
        charity.NoCharityPool,
        charity.NotEnoughInPool,
        cycle.CycleNotOver,
        doors.AnswerNotRepeated,
        fence.SlotLost,
        games.GameMoved,
        games.GameNotOver,
        games.GuessingClosed,
        games.TooEarlyForGame,
        games.TooManyVersions,
        games.WrongGameState,
        erasure.ErasureWaits,
        erasure.NotConfirmed,
        erasure.StillClosing,
        invitations.AlreadyInvited,
        invitations.CameBack,
        invitations.DoesNotQualify,
        invitations.HasInvited,
        invitations.HoldNotOver,
        invitations.InvitationEnded,
        invitations.InvitationNotEnded,
        invitations.InvitationTaken,
        invitations.JoinedTooLongAgo,
        invitations.OwnInvitation,
        invitations.TooManyInvitations,
        invitations.TooManyPaid,
        invitations.WrongInvitationState,
        ledger.AlreadyCollected,
        ledger.AlreadyReversed,
        ledger.HoldEnded,
        ledger.TooManyHolds,
        ledger.AlreadyWithered,
        ledger.DifferentTransfer,
        ledger.NotEnoughSeeds,
        ledger.NothingRipe,
        ledger.NotReversible,
        ledger_days.TransferNotClosed,
        members.AlreadyEnrolled,
        members.ConsentTextChanged,
        members.EnrolmentIsActivation,
        members.MembershipNotActive,
        members.NoConsent,
        members.TooManyConsents,
        mute.MerchantMuted,
        mute.TooManyMuted,
        pause.TooManyPauses,
        operators.NotYourself,
        operators.OperatorDisabled,
        operators.OperatorExists,
        own_merchant_key.MerchantKeyEnded,
        perks.PassExpired,
        perks.PassUsed,
        perks.PerkNotOffered,
        rentals.AuthorisationEnded,
        rentals.DepositNotWaived,
        rentals.EndNotLater,
        rentals.LineExceeded,
        rentals.MerchantHasTime,
        rentals.NotEndedYet,
        rentals.QuoteEnded,
        rentals.TooManyRentals,
        rentals.WrongRentalState,
        settlement.AwaitsApproval,
        settlement.ChunkOutOfTurn,
        settlement.EscrowIsNotPool,
        settlement.NotAsPlanned,
        settlement.RankedTwice,
        settlement.WrongSettlementState,
        issue_merchant_key.WrongKeyKind,
        move_clock.NotASandbox,
        move_pointer.NewerPublished,
        spending.NobodyToRefund,
        spending.WrongSpendingState,
        states.WrongState,
        rotate_token_key.RotationAnnounced,
        tasks.CapReached,
        tasks.DifferentEvent,
        tasks.EventBeforeJoining,
        tasks.LevelTooLow,
        tasks.NoPublishedScore,
        tasks.NoQuiz,
        tasks.NotDeclarable,
        tasks.NotJoined,
        tasks.QuizPassed,
        tasks.ReversalTooLate,
        tasks.TaskNotOpen,
        tasks.TasksMissing,
        tasks.TooManyEvents,
        tasks.TooManyTasks,
        tasks.TooManyTries,
        tasks.ZoneChangedRecently,
        versions.BeforeAnnounced,
        versions.LevelTooSoon,
        versions.NotNextVersion,
        versions.TaskStillOpen,
        versions.TooSoon,
        versions.VersionTaken,
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (doors.BodyTooLarge,),
    HTTPStatus.PRECONDITION_FAILED: (precondition.PreconditionFailed,),
    HTTPStatus.REQUEST_URI_TOO_LONG: (doors.TargetTooLong,),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (doors.NotJson,),
    # Well-formed and wrong: sending it again unchanged never helps.
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        as_of.NotATime,
        as_of.TimeInFuture,
        birth.BirthYearOutOfRange,
        code.CodeRefused,
        contact.BadContact,
        devices.BadDeviceName,
        doors.ChannelNotServed,
        display_name.BadDisplayName,
        doors.InvalidRequest,
        games.BadGuess,
        ledger.AmountOutOfRange,
        ledger.HoldLength,
        members.ConsentTooLong,
        move_clock.NotForwards,
        move_clock.TooFarForwards,
        operators.BadOperatorName,
        operators.NoRole,
        operators.PasswordUnfit,
        programme.InvalidProgramme,
        push_target.TargetUnclear,
        reach.ContactIsAnother,
        reach.NoticesByEmail,
        versions.BoardStays,
        versions.CharityStays,
        versions.IdReturns,
        versions.MerchantStays,
        versions.OtherProgramme,
        versions.SandboxStays,
        versions.NotRehearsed,
        versions.SchemeNotNumbered,
        versions.SchemeTooSoon,
        versions.TaskClosesInThePast,
        versions.TaskRemade,
        versions.ZoneStays,
        what_if.NothingToCure,
        what_if.SupposedEvidenceUnknown,
        what_if.TooMuchSupposed,
        record.KeyReused,
        rentals.EndTooLate,
        span.NotASpan,
        rentals.ReturnOutsideRental,
        tasks.EventInFuture,
        tasks.EventTooOld,
        tasks.UnknownZone,
        tasks.WrongAnswers,
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (doors.TooManyRequests,),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (doors.HeadersTooLarge,),
    HTTPStatus.INTERNAL_SERVER_ERROR: (doors.InternalError,),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        doors.CodeNotSent,
        doors.SignInPaused,
        doors.StoreUnavailable,
        live.BoardsLoading,
        live.TooManyScreens,
        path.Busy,
        path.OutcomeUnknown,
        path.Overloaded,
        path.Stopping,
    ),
}

TABLE = {refusal: status for status, refusals in BY_STATUS.items() for refusal in refusals}


def status_of(refusal: Refusal) -> int:
    """The HTTP status. KeyError for a class that nobody entered, which a test rules out."""
    return TABLE[type(refusal)].value
