"""Every operation of the API on one page, by door."""

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from service.http.charities.list_charities import list_charities
from service.http.games.list_games import list_games
from service.http.games.show_bundle import show_bundle
from service.http.games.show_game import show_game
from service.http.guards import member_only, merchant_only, operator_only
from service.http.guards.guards import caller_of
from service.http.health.live import live
from service.http.health.ready import ready
from service.http.idempotency import idempotency_key
from service.http.ledger.list_days import list_ledger_days
from service.http.ledger.show_day import show_ledger_day
from service.http.ledger.show_keys import show_ledger_keys
from service.http.me.activate import activate_membership
from service.http.me.answer_quiz import answer_a_quiz
from service.http.me.appeal_breach import appeal_breach
from service.http.me.attach_invitation import name_invitation
from service.http.me.buy_voucher import buy_a_voucher
from service.http.me.cancel_hold import cancel_my_hold
from service.http.me.cancel_rental import cancel_my_rental
from service.http.me.challenge_evidence import challenge_my_evidence
from service.http.me.challenge_look import challenge_a_look
from service.http.me.change_zone import change_my_zone
from service.http.me.collect import collect_seeds
from service.http.me.declare_task import declare_a_task
from service.http.me.drop_import import drop_import
from service.http.me.end_device import end_a_device
from service.http.me.erase import erase_me
from service.http.me.export import export_me
from service.http.me.forget_address import forget_my_address
from service.http.me.forget_push import forget_push_target
from service.http.me.give_seeds import give_to_charity
from service.http.me.grant_consent import give_consent
from service.http.me.import_archive import import_archive
from service.http.me.issue_invitation import invite
from service.http.me.issue_offline_pass import issue_offline_pass
from service.http.me.join_task import take_task_on
from service.http.me.leave_task import let_task_go
from service.http.me.list_access_log import list_access_log
from service.http.me.list_badges import list_my_badges
from service.http.me.list_consent_history import list_consent_history
from service.http.me.list_consents import list_consents
from service.http.me.list_devices import list_devices
from service.http.me.list_evidence import list_evidence
from service.http.me.list_holds import list_my_holds
from service.http.me.list_imports import list_imports
from service.http.me.list_inbox import list_inbox
from service.http.me.list_invitations import list_invitations
from service.http.me.list_offline_passes import list_offline_passes
from service.http.me.list_perks import list_my_perks
from service.http.me.list_rentals import list_rentals
from service.http.me.list_scores import list_scores
from service.http.me.list_tasks import list_tasks
from service.http.me.list_transfers import list_transfers
from service.http.me.list_vouchers import list_my_vouchers
from service.http.me.mark_seen import mark_messages_seen
from service.http.me.mute_merchant import mute_merchant
from service.http.me.open_pass import open_a_pass
from service.http.me.pause import pause_membership
from service.http.me.rename import rename_me
from service.http.me.rename_device import rename_a_device
from service.http.me.report_fault import report_my_fault
from service.http.me.report_loss import report_my_loss
from service.http.me.resume import resume_membership
from service.http.me.return_voucher import return_my_voucher
from service.http.me.review_consents import review_my_consents
from service.http.me.set_aside import set_seeds_aside
from service.http.me.set_push import set_push_target
from service.http.me.set_reach import set_my_reach
from service.http.me.share_badge import share_a_badge
from service.http.me.show_difference import show_difference
from service.http.me.show_me import show_me
from service.http.me.show_past_score import show_past_score
from service.http.me.show_projected_score import show_projected_score
from service.http.me.show_proof import show_proof
from service.http.me.show_purse import show_purse
from service.http.me.show_reach import show_reach
from service.http.me.show_rental import show_my_rental
from service.http.me.show_score import show_score
from service.http.me.show_score_proof import show_score_proof
from service.http.me.sign_out import sign_out
from service.http.me.sign_out_everywhere import sign_out_everywhere
from service.http.me.submit_guess import make_a_guess
from service.http.me.suppose_score import ask_what_if
from service.http.me.unmute_merchant import unmute_merchant
from service.http.me.unshare_badge import unshare_a_badge
from service.http.me.withdraw_consent import take_consent_back
from service.http.merchant.add_endpoint import add_endpoint
from service.http.merchant.answer_challenge import answer_a_challenge
from service.http.merchant.authorise_rental import authorise_rental
from service.http.merchant.bring_in_offline_passes import bring_in_offline_passes
from service.http.merchant.cancel_rental import cancel_rental
from service.http.merchant.change_endpoint import change_endpoint
from service.http.merchant.check import check_eligibility
from service.http.merchant.claim_damage import claim_damage
from service.http.merchant.clear_fault import clear_fault
from service.http.merchant.close_store import close_a_store
from service.http.merchant.close_terminal import close_a_terminal
from service.http.merchant.cure_evidence import cure_evidence
from service.http.merchant.cure_rental import cure_rental
from service.http.merchant.enable_endpoint import enable_endpoint
from service.http.merchant.extend_rental import extend_rental
from service.http.merchant.hand_over_rental import hand_over_rental
from service.http.merchant.issue_key import issue_own_key
from service.http.merchant.list_challenges import list_challenges
from service.http.merchant.list_deliveries import list_deliveries
from service.http.merchant.list_endpoints import list_endpoints
from service.http.merchant.list_holds import list_holds
from service.http.merchant.list_keys import list_own_keys
from service.http.merchant.list_redemptions import list_redemptions
from service.http.merchant.list_rentals import list_rentals as list_merchant_rentals
from service.http.merchant.list_stores import list_stores
from service.http.merchant.list_terminals import list_terminals
from service.http.merchant.list_vouchers import list_vouchers
from service.http.merchant.open_store import open_a_store
from service.http.merchant.open_terminal import open_a_terminal
from service.http.merchant.post_hold import post_hold
from service.http.merchant.propose_breach import propose_breach
from service.http.merchant.redeem_seeds import redeem_from_pool
from service.http.merchant.redeem_voucher import redeem_a_voucher
from service.http.merchant.refund_hold import refund_hold
from service.http.merchant.refund_voucher import refund_a_voucher
from service.http.merchant.remove_endpoint import remove_endpoint
from service.http.merchant.replay_delivery import replay_delivery
from service.http.merchant.report_event import report_event
from service.http.merchant.report_events import report_events
from service.http.merchant.report_fault import report_fault
from service.http.merchant.report_loss import report_loss
from service.http.merchant.return_rental import return_rental
from service.http.merchant.reverse_event import take_event_back
from service.http.merchant.revoke_key import revoke_own_key
from service.http.merchant.rotate_endpoint import rotate_endpoint
from service.http.merchant.rotate_key import rotate_own_key
from service.http.merchant.send_test import send_test
from service.http.merchant.settle_rental import settle_rental
from service.http.merchant.show_badge import show_badge
from service.http.merchant.show_endpoint import show_endpoint
from service.http.merchant.show_hold import show_hold
from service.http.merchant.show_key import show_own_key
from service.http.merchant.show_rental import show_rental
from service.http.merchant.show_rental_statement import show_rental_statement
from service.http.merchant.show_self import show_self
from service.http.merchant.show_statement import show_month_statement
from service.http.merchant.void_hold import void_hold
from service.http.merchants.apply import apply_as_merchant
from service.http.merchants.list_merchants import list_merchants
from service.http.merchants.show_application import show_application
from service.http.merchants.show_merchant import show_merchant
from service.http.operator.answer_access_challenge import answer_an_access_challenge
from service.http.operator.cure_evidence import cure_member_evidence
from service.http.operator.decide_application import decide_merchant_application
from service.http.operator.decide_challenge import decide_a_challenge
from service.http.operator.disable_operator import disable_operator
from service.http.operator.hide_name import hide_a_name
from service.http.operator.issue_display_token import issue_display_token
from service.http.operator.issue_merchant_key import issue_merchant_key
from service.http.operator.list_access_challenges import list_access_challenges
from service.http.operator.list_applications import list_merchant_applications
from service.http.operator.list_audit_log import list_audit_log
from service.http.operator.list_challenges import list_member_challenges
from service.http.operator.list_display_tokens import list_display_tokens
from service.http.operator.list_merchant_keys import list_merchant_keys
from service.http.operator.list_merchants import list_merchant_standings
from service.http.operator.list_operators import list_operators
from service.http.operator.move_clock import move_the_clock
from service.http.operator.name_representative import name_a_representative
from service.http.operator.reinstate_merchant import reinstate_a_merchant
from service.http.operator.report_event import report_member_event
from service.http.operator.reverse_event import reverse_member_event
from service.http.operator.revise_scores import revise_scores
from service.http.operator.revoke_display_token import revoke_display_token
from service.http.operator.revoke_merchant_key import revoke_merchant_key
from service.http.operator.rotate_merchant_key import rotate_merchant_key
from service.http.operator.show_clock import show_clock
from service.http.operator.show_me import show_operator
from service.http.operator.sign_in import sign_in_operator
from service.http.operator.sign_out import sign_out_operator
from service.http.operator.suspend_merchant import suspend_a_merchant
from service.http.perks.list_perks import list_perks
from service.http.perks.show_perk import show_perk
from service.http.programme.list_versions import list_versions
from service.http.programme.show_programme import show_programme
from service.http.programme.show_schema import show_schema
from service.http.programme.show_text import show_text
from service.http.programme.show_version import show_version
from service.http.publications.list_publications import list_publications
from service.http.publications.show_publication import show_publication
from service.http.sign_in.refresh import refresh_tokens
from service.http.sign_in.request_code import request_sign_in_code
from service.http.sign_in.show_keys import show_token_keys
from service.http.sign_in.sign_in import sign_in
from service.live.live import live_of

CALLER = {"caller": Provide(caller_of, sync_to_thread=False)}
KEY = {"key": Provide(idempotency_key, sync_to_thread=False)}

LIVE = {"live": Provide(live_of, sync_to_thread=False)}

SIGN_IN = Router("/v1/sign-in", route_handlers=[request_sign_in_code, sign_in, refresh_tokens])

PROGRAMME = Router(
    "/v1/programme",
    route_handlers=[show_programme, show_schema, show_text, list_versions, show_version],
)

LEDGER = Router("/v1/ledger", route_handlers=[list_ledger_days, show_ledger_day, show_ledger_keys])

PUBLICATIONS = Router("/v1/publications", route_handlers=[list_publications, show_publication])

ME = Router(
    "/v1/me",
    guards=[member_only],
    dependencies=CALLER | KEY,
    route_handlers=[
        show_me,
        activate_membership,
        pause_membership,
        resume_membership,
        rename_me,
        change_my_zone,
        list_consents,
        list_consent_history,
        give_consent,
        take_consent_back,
        review_my_consents,
        list_tasks,
        take_task_on,
        let_task_go,
        answer_a_quiz,
        declare_a_task,
        show_purse,
        show_proof,
        collect_seeds,
        list_transfers,
        list_my_holds,
        set_seeds_aside,
        cancel_my_hold,
        give_to_charity,
        show_score,
        show_difference,
        ask_what_if,
        list_evidence,
        challenge_my_evidence,
        list_scores,
        show_past_score,
        show_projected_score,
        show_score_proof,
        list_inbox,
        mark_messages_seen,
        show_reach,
        set_my_reach,
        forget_my_address,
        list_access_log,
        challenge_a_look,
        mute_merchant,
        unmute_merchant,
        open_a_pass,
        make_a_guess,
        invite,
        list_invitations,
        list_my_perks,
        list_my_badges,
        share_a_badge,
        unshare_a_badge,
        name_invitation,
        list_rentals,
        issue_offline_pass,
        list_offline_passes,
        show_my_rental,
        cancel_my_rental,
        report_my_fault,
        report_my_loss,
        appeal_breach,
        list_my_vouchers,
        buy_a_voucher,
        return_my_voucher,
        list_devices,
        rename_a_device,
        end_a_device,
        set_push_target,
        forget_push_target,
        sign_out,
        sign_out_everywhere,
        export_me,
        list_imports,
        import_archive,
        drop_import,
        erase_me,
    ],
)

CHARITIES = Router(
    "/v1/charities", guards=[member_only], dependencies=CALLER, route_handlers=[list_charities]
)

GAMES = Router(
    "/v1/games",
    guards=[member_only],
    dependencies=CALLER | LIVE,
    route_handlers=[list_games, show_game, show_bundle],
)

DIRECTORY = Router(
    "/v1/merchants",
    route_handlers=[list_merchants, show_merchant, apply_as_merchant, show_application],
)

PERKS = Router("/v1/perks", route_handlers=[list_perks, show_perk])

MERCHANT = Router(
    "/v1/merchant",
    guards=[merchant_only],
    dependencies=CALLER | KEY,
    route_handlers=[
        show_self,
        list_stores,
        open_a_store,
        close_a_store,
        list_terminals,
        open_a_terminal,
        close_a_terminal,
        report_event,
        report_events,
        take_event_back,
        check_eligibility,
        list_merchant_rentals,
        show_badge,
        show_rental,
        show_rental_statement,
        authorise_rental,
        hand_over_rental,
        return_rental,
        settle_rental,
        cancel_rental,
        extend_rental,
        bring_in_offline_passes,
        report_fault,
        clear_fault,
        report_loss,
        claim_damage,
        propose_breach,
        cure_rental,
        list_holds,
        show_hold,
        post_hold,
        void_hold,
        refund_hold,
        list_vouchers,
        redeem_a_voucher,
        refund_a_voucher,
        list_redemptions,
        redeem_from_pool,
        list_challenges,
        answer_a_challenge,
        cure_evidence,
        list_own_keys,
        issue_own_key,
        revoke_own_key,
        show_own_key,
        rotate_own_key,
        show_month_statement,
        list_endpoints,
        add_endpoint,
        show_endpoint,
        change_endpoint,
        remove_endpoint,
        rotate_endpoint,
        send_test,
        enable_endpoint,
        list_deliveries,
        replay_delivery,
    ],
)

OPERATOR_SIGN_IN = Router("/v1/operator", route_handlers=[sign_in_operator])

OPERATOR = Router(
    "/v1/operator",
    guards=[operator_only],
    dependencies=CALLER | KEY | LIVE,
    route_handlers=[
        sign_out_operator,
        show_operator,
        list_merchant_keys,
        issue_merchant_key,
        rotate_merchant_key,
        revoke_merchant_key,
        list_display_tokens,
        issue_display_token,
        revoke_display_token,
        list_operators,
        disable_operator,
        revise_scores,
        report_member_event,
        reverse_member_event,
        list_access_challenges,
        answer_an_access_challenge,
        hide_a_name,
        list_member_challenges,
        decide_a_challenge,
        cure_member_evidence,
        list_merchant_standings,
        list_merchant_applications,
        decide_merchant_application,
        name_a_representative,
        suspend_a_merchant,
        reinstate_a_merchant,
        list_audit_log,
        show_clock,
        move_the_clock,
    ],
)

ROUTES: tuple[ControllerRouterHandler, ...] = (
    live,
    ready,
    show_token_keys,
    SIGN_IN,
    PROGRAMME,
    LEDGER,
    PUBLICATIONS,
    ME,
    CHARITIES,
    GAMES,
    DIRECTORY,
    PERKS,
    MERCHANT,
    OPERATOR_SIGN_IN,
    OPERATOR,
)
