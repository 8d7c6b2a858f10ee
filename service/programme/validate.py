"""What is wrong with a document, as sentences for whoever writes it."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from rewards.boards.board import lint_board
from rewards.calendar import is_zone
from rewards.economy import Cadence, lint_lines
from rewards.games.game import GameKind
from rewards.games.terms import lint_terms
from rewards.ledger.ids import is_part
from rewards.perks.badges.say import lint_steps
from rewards.perks.lint_perk import lint_perk
from rewards.score.scheme import lint_scheme
from service.language.languages import DEFAULT
from service.language.money import is_known
from service.members.consents import PROGRAMME, Purpose, hash_of
from service.programme.document import Programme
from service.programme.texts import texts_of
from service.programme.translations import lint_translations
from tasks.kinds import RESERVED
from tasks.lint_tasks import lint_tasks
from tasks.task import lint_task

DAY_MINUTES = 24 * 60


def validate(programme: Programme) -> list[str]:
    """What is wrong with `programme`, as sentences; empty if it can be used."""
    merchants = [merchant.id for merchant in programme.merchants]
    scheme = programme.numbers.score.scheme
    levels = [level.name for level in scheme.levels]
    return [
        *_out_of_range(programme),
        *_lint_itself(programme),
        *_lint_ids("merchant", merchants, reserved={PROGRAMME, *RESERVED}),
        *_lint_ids("task", [task.id for task in programme.tasks]),
        *_lint_ids("perk", [perk.id for perk in programme.perks]),
        *_lint_ids("board", [board.id for board in programme.boards]),
        *_lint_ids("game", [terms.id for terms in programme.games]),
        *_lint_texts(programme),
        *lint_translations(programme.translations, texts_of(programme)),
        *lint_scheme(scheme),
        *lint_lines(programme.numbers.rentals.lines, tuple(levels)),
        *lint_steps(programme.numbers.perks.badges),
        *(found for board in programme.boards for found in lint_board(board)),
        *_lint_games(programme),
        *(found for task in programme.tasks for found in lint_task(task, frozenset(merchants))),
        *_lint_tasks(programme, levels),
        *(
            found
            for perk in programme.perks
            for found in lint_perk(perk, merchants=merchants, levels=levels)
        ),
    ]


def _lint_tasks(programme: Programme, levels: Iterable[str]) -> list[str]:
    return lint_tasks(
        programme.tasks,
        campaigns=programme.campaigns,
        charities=frozenset(each.id for each in programme.merchants if each.charity),
        levels=levels,
        numbers=programme.numbers.tasks,
    )


def _out_of_range(programme: Programme) -> list[str]:
    """Ranges and types are checked where JSON is read; a value built in Python goes there too."""
    try:
        msgspec.json.decode(msgspec.json.encode(programme), type=Programme)
    except msgspec.ValidationError as error:
        return [str(error)]
    return []


def _lint_itself(programme: Programme) -> list[str]:
    numbers = programme.numbers.members
    rules = {
        f"programme id {programme.id!r} cannot be used as an id": not is_part(programme.id),
        f"zone {programme.zone!r} is not an IANA time zone": not is_zone(programme.zone),
        f"currency {programme.currency!r} is no code of ISO 4217, such as EUR or CNY": (
            not is_known(programme.currency)
        ),
        "consents last longer by default than they may": (
            numbers.consent_days > numbers.consent_days_max
        ),
    }
    return [sentence for sentence, broken in rules.items() if broken]


def _lint_ids(noun: str, ids: list[str], reserved: Iterable[str] = ()) -> list[str]:
    return (
        [f"{noun} {each!r} is declared {n} times" for each, n in Counter(ids).items() if n > 1]
        + [f"{noun} {each!r}: this id is taken" for each in ids if each in reserved]
        + [f"{noun} {each!r} cannot be used as an id" for each in ids if not is_part(each)]
    )


def _lint_games(programme: Programme) -> list[str]:
    boards = [board.id for board in programme.boards]
    found = [found for terms in programme.games for found in lint_terms(terms, boards)]
    if programme.numbers.score.cadence is Cadence.MONTHLY:
        return found
    return found + [
        f"game {terms.id!r}: it locks before the publication before"
        for terms in programme.games
        if terms.kind is GameKind.GUESS_SCORE and terms.lock_minutes >= DAY_MINUTES
    ]


def _lint_texts(programme: Programme) -> list[str]:
    texts = programme.consent_texts
    counts = Counter((text.purpose, text.language) for text in texts)
    languages = {DEFAULT, *programme.translations, *(text.language for text in texts)}
    return [
        f"consent to {purpose} has {counts[purpose, language]} texts in {language} instead of one"
        for language in sorted(languages)
        for purpose in _asked(programme)
        if counts[purpose, language] != 1
    ] + [
        f"consent to {text.purpose}: the hash is not that of the text"
        for text in texts
        if text.sha256 != hash_of(text.text)
    ]


def _asked(programme: Programme) -> Iterable[Purpose]:
    """What members are asked to agree to. Without badges nobody is about them, and programmes from
    before there were any have no words for it."""
    badges = any(perk.badge for perk in programme.perks)
    worded = any(text.purpose is Purpose.BADGE for text in programme.consent_texts)
    return (each for each in Purpose if each is not Purpose.BADGE or badges or worded)
