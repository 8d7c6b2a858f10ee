"""What a badge's card says: the words that a viewer hears, and how often it has looked."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from rewards.perks.perk import Context, PerkKind
from rewards.perks.terms.badge import BadgeFact
from service.http.me.list_access_log import Look
from service.http.me.list_badges import MyBadge, MyFact, MyShare
from service.language.languages import Language
from service.members.access_entry import Looker
from service.members.consents import Purpose
from service.pages.member.perks.badge import Seen, Shown, seen, shown_to
from service.pages.page import templates
from service.pages.words import speaking
from tests.pages.perks.test_parts import ZONE, mine, names, plain
from tests.people import DAY, HOUR, NOON

JOBS, JOB = "bright-jobs", "job-badge"
CODE = "0123456789abcdef" * 2
MS = timedelta(milliseconds=1)


def share(**said: Any) -> MyShare:
    known = {"share": CODE, "merchant": JOBS, "made_at": NOON, "ends_at": NOON + 90 * DAY}
    return MyShare(**(known | {"acts": True} | said))


def look(at: datetime, **said: Any) -> Look:
    known: dict[str, Any] = {"looker": Looker.MERCHANT, "who": JOBS, "why": JOB}
    known |= {"id": at.isoformat(), "purpose": Purpose.BADGE, "answered": "nothing"}
    return Look(at=at, **(known | said))


def test_looks_at_this_share_are_counted_and_no_others() -> None:
    others = (
        look(NOON + HOUR, who="two-hearts"),
        look(NOON + HOUR, why="dating-badge"),
        look(NOON + HOUR, purpose=Purpose.ELIGIBILITY),
        look(NOON - MS),
    )
    found = seen(JOB, share(), (look(NOON + 2 * HOUR), look(NOON), *others), whole=True)
    assert (found.looks, found.last, found.or_more) == (2, NOON + 2 * HOUR, False)
    assert seen(JOB, share(), (), whole=True).looks == 0


@pytest.mark.parametrize(
    ("oldest", "whole", "or_more"),
    [(NOON, False, True), (NOON - MS, False, False), (NOON, True, False)],
)
def test_what_the_log_does_not_reach_back_to_may_be_more(
    oldest: datetime, whole: bool, or_more: bool
) -> None:
    assert seen(JOB, share(), (look(NOON + HOUR), look(oldest)), whole=whole).or_more is or_more


def badge(*facts: MyFact, shares: tuple[Seen, ...] = (), id_: str = JOB) -> Shown:
    known: dict[str, Any] = {"context": Context.WORK, "title": "Kept", "terms": "Shown."}
    known |= {"outside_terms": "", "merchants": (JOBS,), "shares": ()}
    return Shown(badge=MyBadge(id=id_, facts=facts, **known), seen=shares, as_of=date(2026, 3, 4))


KEPT = MyFact(fact=BadgeFact.RENTALS_KEPT, count=7, at_least=5, next_step=10)
LITTLE = MyFact(fact=BadgeFact.MONTHS_A_MEMBER, count=0, next_step=1)


def card(one: Shown, language: str = "en", *, minor: bool = False, **more: Any) -> str:
    perk = mine(id=JOB, kind=PerkKind.BADGE, context=Context.WORK, merchants=(JOBS,))
    known: dict[str, Any] = {
        "stands": SimpleNamespace(perk=perk, reasons=()),
        "badge": one,
        "sale": None,
        "me": SimpleNamespace(minor=minor),
        "may_ask": frozenset(),
        "names": names(language),
        "text": {"text": "The words.", "language": "en", "sha256": "0" * 64},
        "days": 90,
        "stopped": frozenset(),
        "zone": ZONE,
        "now": NOON,
    }
    template = templates(language).get_template("member/perks/counter.html")
    return template.render(**(known | more))


def test_the_words_before_sharing_are_those_of_the_access_log_and_no_exact_number() -> None:
    page = card(badge(KEPT, LITTLE))
    dialog = plain(page[page.index("<dialog") : page.index("</dialog>")])
    assert "5 or more rentals keptAs of Wednesday 4 March" in dialog
    assert "months a member" not in dialog
    assert "7" not in dialog
    assert "7 next step: 10" in plain(page)
    assert "0 told from 1 on" in plain(page)


def test_nothing_to_say_is_said_to_be_like_not_sharing() -> None:
    page = plain(card(badge(LITTLE)))
    assert "who looks hears the same as of somebody who shares nothing" in page
    assert "not shared, taken back, ended, and nothing to say yet all look the same" in page


def test_words_are_agreed_to_once() -> None:
    assert 'name="text_sha256"' in card(badge(KEPT))
    assert "The words." not in card(badge(KEPT), may_ask=frozenset({JOBS}))


def test_who_is_not_of_age_shares_nothing() -> None:
    assert "<form" not in card(badge(KEPT), minor=True)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("looks", [0, 1, 3])
@pytest.mark.parametrize("or_more", [False, True])
def test_who_is_shown_it_and_how_often_they_looked_is_said(
    looks: int, or_more: bool, language: Language
) -> None:
    last = NOON if looks else None
    shown = Seen(share=share(acts=False), looks=looks, last=last, or_more=or_more)
    page = card(badge(KEPT, shares=(shown,)), language)
    assert not [each for each in ("None", "{") if each in plain(page)]
    assert CODE in page
    assert 'hx-post="/member/perks/job-badge/unshare"' in page
    assert "/share" not in page.replace('/unshare"', "")
    if language is Language.EN:
        assert ("3 times" in page) == (looks == 3)
        assert ("or more, last" in page) == (looks > 0 and or_more)
        assert "It is told nothing now." in page


@pytest.mark.parametrize("language", Language)
def test_a_suspended_viewer_is_marked_and_offered_nothing_but_an_end(language: Language) -> None:
    stopped = frozenset({JOBS})
    since = share(acts=False, suspended_at=NOON - DAY)
    shown = Seen(share=since, looks=0, last=None, or_more=False)
    page = card(badge(KEPT, shares=(shown,)), language, stopped=stopped)
    speak = speaking(language)
    assert speak("Suspended") in plain(page)
    assert 'hx-post="/member/perks/job-badge/unshare"' in page
    assert speak("It is told nothing now.") not in plain(page)
    if language is Language.EN:
        assert "it can look at nothing." in plain(page)
    unshared = card(badge(KEPT), language, stopped=stopped)
    assert speak("Suspended") in plain(unshared)
    assert "<button" not in unshared
    assert speak("Suspended") not in plain(card(badge(KEPT), language))


@pytest.mark.parametrize("language", Language)
def test_who_was_shown_it_in_another_tab_is_said_to_have_the_code(language: Language) -> None:
    shown = Seen(share=share(), looks=0, last=None, or_more=False)
    page = card(badge(KEPT, shares=(shown,)), language, already=JOBS)
    said = speaking(language)(
        "{whom} can see it already, with the code below.", whom=names(language).merchant(JOBS)
    )
    assert said in plain(page)
    assert f'data-told="{said}"' in page
    assert CODE in page


def test_whoever_was_shown_one_last_comes_first() -> None:
    old, new = (Seen(share(made_at=NOON - days * DAY), 0, None, False) for days in (2, 1))
    both = (badge(KEPT, shares=(old,)), badge(KEPT, shares=(new,), id_="other"))
    assert [one.badge.id for one, _ in shown_to(both)] == ["other", JOB]
