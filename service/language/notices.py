"""The words of messages that leave the inbox: a title and one sentence for each kind.

They may be read on a locked screen and in somebody's mail server. So they say that there is a
message and what to do, and nothing of what it says: no seeds, no merchant, no name. Pure; other
languages than English are a catalogue.
"""

from collections.abc import Mapping

import msgspec

from service.language.catalogue import catalogue
from service.language.languages import DEFAULT, Language

CATALOGUE = "notices"


class NoticeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`title` is also the subject of an e-mail."""

    title: str
    text: str


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By kind; `otherwise` for a kind that nobody has given words to; and what an e-mail adds."""

    kinds: Mapping[str, NoticeWords]
    otherwise: NoticeWords
    footer: str


def _said(title: str, text: str) -> NoticeWords:
    return NoticeWords(title=title, text=text)


ENGLISH = Words(
    kinds={
        "scheme_changed": _said(
            "Your score will be worked out by other rules",
            "Open Seedbank to see what changes, from when on, and how to leave before.",
        ),
        "penalty_proposed": _said(
            "Something may take points from your score",
            "Open Seedbank to see what, from when on, and how to object before.",
        ),
        "score_corrected": _said(
            "Your score was corrected", "Open Seedbank to see what it is now, and why."
        ),
        "device_signed_in": _said(
            "A new device has signed in", "Was it not you? Open Seedbank and sign it out."
        ),
        "device_distrusted": _said(
            "A device was signed out for your safety",
            "Open Seedbank to see which one, and sign in there again.",
        ),
        "rental_overdue": _said(
            "Something you borrowed is late", "Late is never lost: bring it back."
        ),
        "rental_ends_soon": _said(
            "Something you borrowed is due soon", "Open Seedbank to see by when."
        ),
        "rental_still_out": _said(
            "Something you borrowed has not come back",
            "Nothing is lost yet: bring it back, or say what has happened.",
        ),
        "rental_damaged": _said(
            "A merchant claims for something you gave back",
            "Open Seedbank to see how much, and what you can do.",
        ),
        "award_reversed": _said(
            "Seeds were taken back", "Open Seedbank to see which, and how to object."
        ),
        "seeds_withering_soon": _said(
            "Ripe seeds wither soon", "Open Seedbank and collect them in time."
        ),
        "seeds_expiring_soon": _said(
            "Seeds expire soon", "Open Seedbank and spend or give them in time."
        ),
        "yearly_notice": _said(
            "You are a member of Seedbank",
            "Once a year we ask again: open Seedbank to see what you have agreed to.",
        ),
        "name_hidden": _said(
            "Others do not see your name now", "Open Seedbank to read why, and to choose another."
        ),
        "prize_won": _said("You have won seeds", "Open Seedbank and collect them."),
    },
    otherwise=_said("You have a new message", "Open Seedbank to read it."),
    footer=(
        "You get this because you gave this address for notices in Seedbank, where you can change "
        "that. What starts a time that runs for you is always written."
    ),
)


def notice_words(kind: str, language: Language = DEFAULT) -> NoticeWords:
    """The words for a kind of message."""
    words = words_in(language)
    return words.kinds.get(kind, words.otherwise)


def email_body(words: NoticeWords, language: Language = DEFAULT) -> str:
    """The whole text of an e-mail."""
    return f"{words.text}\n\n-- \n{words_in(language).footer}\n"


def words_in(language: Language) -> Words:
    """All words of a language."""
    if language is DEFAULT:
        return ENGLISH
    return msgspec.convert(catalogue(language, CATALOGUE), Words)
