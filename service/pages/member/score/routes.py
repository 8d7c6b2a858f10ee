"""The score's pages on one page."""

from service.pages.member.score.agree import agree_to_score
from service.pages.member.score.cycles import show_cycle, show_scores
from service.pages.member.score.evidence import object_to, show_evidence, show_piece
from service.pages.member.score.proof import give_proof
from service.pages.member.score.show import show_score_page
from service.pages.member.score.stop import stop_score
from service.pages.member.score.what_if import answer_what_if, show_what_if

SCORE_PAGES = (
    show_score_page,
    agree_to_score,
    stop_score,
    show_scores,
    show_cycle,
    give_proof,
    show_evidence,
    show_piece,
    object_to,
    show_what_if,
    answer_what_if,
)
