"""Messages in words: every kind has a title and a sentence in each language, with its values."""

from typing import Any

import pytest

from service.http.me.list_inbox import InboxMessage
from service.language.languages import Language
from service.members.message import MessageKind
from service.pages.member.names import Names
from service.pages.member.told import Told, has_words, told
from service.programme.translations import in_language
from service.programme_demo import DEMO
from tests.people import HOUR, NOON, UMBRELLA_KIOSK

# What all kinds together may say: each takes what is its own.
SAID: dict[str, Any] = {
    "seeds": 20,
    "posted": 15,
    "weeks": 2,
    "rank": 3,
    "devices": 2,
    "board": "seeds-weekly",
    "merchant": UMBRELLA_KIOSK,
    "perk": "umbrella",
    "answer": "no",
    "device": "<b>Tablet</b>",
    "title": "Ride a bicycle",
    "cycle": "2026-02",
    "ends_at": "2026-03-04T15:00:00Z",
    "returned_at": "2026-03-04T15:00:00Z",
    "effective_at": "2026-03-04T15:00:00Z",
}


def tells(kind: MessageKind, language: Language = Language.EN, **said: Any) -> Told:
    message = InboxMessage(
        id="m",
        kind=kind,
        at=NOON,
        texts={name: value for name, value in said.items() if isinstance(value, str)},
        numbers={name: value for name, value in said.items() if isinstance(value, int)},
    )
    names = Names(DEMO, lambda text: in_language(DEMO.translations, language, text), language)
    return told(message, names, "Europe/Berlin", NOON + HOUR)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_has_words_and_leaves_nothing_open(
    kind: MessageKind, language: Language
) -> None:
    assert has_words(language, kind)
    one = tells(kind, language, **SAID)
    assert one.title
    for text in (one.title, one.text):
        assert not [open_ for open_ in ("None", "{", "T15:00") if open_ in text], text


def test_moments_names_and_numbers_are_written_as_people_do() -> None:
    one = tells(MessageKind.RENTAL_STARTED, **SAID)
    assert (one.title, one.leads) == ("With you now", "/member/perks")
    assert one.text == (
        "An umbrella without a deposit, Umbrella Kiosk. Bring it back by 4 March, 16:00."
    )
    assert tells(MessageKind.SEEDS_RIPE, seeds=1).title == "1 seed ripe"
    assert tells(MessageKind.SEEDS_RIPE, seeds=1_200).title == "1,200 seeds ripe"


def test_why_a_perk_was_refused_is_told_with_its_numbers() -> None:
    said = SAID | {"level_not_reached.level": "sapling", "level_not_reached.missing": 12}
    one = tells(MessageKind.PERK_ANSWERED, **said)
    assert one.title == "Umbrella Kiosk heard no"
    assert one.text == ("An umbrella without a deposit. 12 points are missing to level Sapling.")
    other = tells(MessageKind.PERK_ANSWERED, **SAID | {"brand_new.reason": 1})
    assert other.text == "An umbrella without a deposit. Brand new."


def test_what_a_person_has_typed_stays_text() -> None:
    assert tells(MessageKind.DEVICE_SIGNED_OUT, device="<b>&amp;</b>").text == (
        "\u201c<b>&amp;</b>\u201d is signed out."
    )


def test_what_a_message_does_not_say_is_not_told() -> None:
    assert tells(MessageKind.GAME_SETTLED, title="Who will win?", points=7).text == (
        "Who will win? Your guess had 7 points."
    )
    assert tells(MessageKind.DEVICE_SIGNED_OUT).text == "A device without a name is signed out."
