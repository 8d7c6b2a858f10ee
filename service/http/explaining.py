"""How one reader is told of scores: in the language of the request, by the programme in force."""

from dataclasses import dataclass
from typing import Any

from litestar import Request

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from service.explain import Speech, explained, explained_gap
from service.explain.views import ExplainedGap, ExplainedScore
from service.http.language import language_of
from service.http.means import means_of
from service.programme.translations import in_language


@dataclass(frozen=True)
class Explaining:
    """Puts scores into words for one reader."""

    speech: Speech
    numbers: ScoreNumbers

    def score(self, score: Score | None) -> ExplainedScore | None:
        """The score with its words, if there is one."""
        return None if score is None else explained(score, self.speech, self.numbers)

    def gap(self, gap: NotAvailable | None) -> ExplainedGap | None:
        """Why there is none, with its words."""
        return None if gap is None else explained_gap(gap, self.speech)


def explaining(request: Request[Any, Any, Any], zone: str) -> Explaining:
    """For the caller of `request`, whose days are those of `zone`."""
    programme, language = means_of(request).programme, language_of(request)
    speech = Speech(
        language=language,
        say=lambda text: in_language(programme.translations, language, text),
        names={each.id: each.name for each in programme.merchants},
        zone=zone,
    )
    return Explaining(speech=speech, numbers=programme.numbers.score)
