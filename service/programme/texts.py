"""What members read of the document."""

from service.language.languages import DEFAULT, Language
from service.members.consents import ConsentText, Purpose
from service.programme.document import Programme

TITLE_MAX, QUESTION_MAX, TERMS_MAX = 120, 300, 4_000
"""Characters of a translated text, as many as of its original."""


def consent_texts(programme: Programme, purpose: Purpose) -> tuple[ConsentText, ...]:
    """The texts in force for `purpose`, English first. A validated programme has one for each."""
    found = (text for text in programme.consent_texts if text.purpose is purpose)
    return tuple(sorted(found, key=lambda text: text.language is not DEFAULT))


def consent_text(
    programme: Programme, purpose: Purpose, language: Language = DEFAULT
) -> ConsentText:
    """The text in force for `purpose`, in `language` if there is one in it, else in English."""
    texts = consent_texts(programme, purpose)
    return next((text for text in texts if text.language is language), texts[0])


def texts_of(programme: Programme) -> dict[str, int]:
    """What members read of the document apart from consent texts, with the characters each may
    have in another language."""
    scheme = programme.numbers.score.scheme
    questions = [question for task in programme.tasks for question in task.questions]
    titles = [
        *(merchant.name for merchant in programme.merchants),
        *(task.title for task in programme.tasks),
        *(perk.title for perk in programme.perks),
        *(board.title for board in programme.boards),
        *(game.title for game in programme.games),
        *(campaign.title for campaign in programme.campaigns),
        *(level.name for level in scheme.levels),
        *(part.name for part in scheme.parts),
        *(choice for each in questions for choice in each.choices),
    ]
    return (
        {perk.terms: TERMS_MAX for perk in programme.perks}
        | {perk.outside_terms: TERMS_MAX for perk in programme.perks if perk.outside_terms}
        | {tier.terms: TERMS_MAX for perk in programme.perks for tier in perk.tiers}
        | {question.text: QUESTION_MAX for question in questions}
        | dict.fromkeys(titles, TITLE_MAX)
    )
