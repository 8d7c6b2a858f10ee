"""The demo programme: small, complete, and impatient.

It shortens when a score becomes available, so that the first task done already opens a perk, and
asks only one day with a task of who came by an invitation. It is a sandbox: all its merchants are
made up, and their registry numbers only have the right shape. Its Chinese words are in a file
beside this one.
"""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from rewards.boards.board import Board, Metric, SeasonKind
from rewards.economy import Cadence, InvitationNumbers, ScoreNumbers
from rewards.games.game import GameKind
from rewards.games.terms import GameTerms
from service.language.languages import Language
from service.members.consents import Purpose, consent_text
from service.programme import Numbers, Programme
from service.programme.numbers import ChangeNumbers
from service.programme_perks import BIKES, KIOSK, MERCHANTS, PERKS
from tasks.kinds import APP, PHONE, QUIZ
from tasks.limits.campaign import Campaign
from tasks.quiz.question import Question
from tasks.task import Category, Task, TaskKind

_OPENED = datetime(2026, 1, 1, tzinfo=UTC)

_TEXTS = {
    Purpose.ENROLMENT: (
        "I join this programme. It keeps my account, what I do in it and the seeds I earn. Joining "
        "alone gives me no score and shows me to nobody. I can leave at any time; after 14 days my "
        "name and contact are then deleted."
    ),
    Purpose.SCORE: (
        "The programme may work out my score from the promises I keep in it. I can see every point "
        "and where it comes from. Merchants never see the score. Without this I keep earning seeds."
    ),
    Purpose.BOARD: (
        "The programme may show my display name, rank and seeds of the season on this leaderboard, "
        "on public screens too. Withdrawing takes me off it at once."
    ),
    Purpose.TASK_EVENTS: (
        "This merchant may report to the programme that I have done a task there, and when. It "
        "reports nothing else."
    ),
    Purpose.ELIGIBILITY: (
        "When I show a pass at this merchant, the programme may answer whether I can have that "
        "perk: yes or no. Why is told to me alone, and I can see every such question."
    ),
    Purpose.GUESSABLE: (
        "Other members may guess my next published score in a game, and see it when the game ends. "
        "I cannot play that game myself. If I withdraw before the end, the game is called off."
    ),
    Purpose.BADGE: (
        "When I share a badge with this merchant, the programme may tell it the facts of that "
        "badge, such as “at least 10 rentals kept”, whenever it looks. Never my score or level. I "
        "can see every look and take each badge back at once. To everybody without it I look the "
        "same as somebody who shares nothing."
    ),
}

_QUESTIONS = (
    Question(
        text="Who sees your score?",
        choices=("Every merchant", "Nobody but you", "Your friends"),
        answer=1,
    ),
    Question(
        text="What makes a score rise?",
        choices=("Buying seeds", "Having famous friends", "Keeping promises"),
        answer=2,
    ),
    Question(
        text="What may a score never decide about?",
        choices=("A deposit", "A job", "An umbrella"),
        answer=1,
    ),
)

_ZH_CN = tomllib.loads(Path(__file__).with_name("programme_demo.zh-CN.toml").read_text("utf-8"))


def _task(
    task: str, title: str, category: Category, kind: TaskKind, seeds: int, source: str
) -> Task:
    return Task(
        id=task,
        title=title,
        category=category,
        kind=kind,
        seeds=seeds,
        sources=(source,),
        opens_at=_OPENED,
    )


DEMO = Programme(
    id="demo",
    version=1,
    effective_at=_OPENED,
    zone="Europe/Berlin",
    sandbox=True,
    currency="EUR",
    numbers=Numbers(
        score=ScoreNumbers(
            active_days_min=0, evidence_min=1, cadence=Cadence.DAILY, announcement_days=0
        ),
        invitations=InvitationNumbers(qualifying_days=1),
        changes=ChangeNumbers(notice_seconds=10),
    ),
    consent_texts=(
        *(consent_text(purpose, text) for purpose, text in _TEXTS.items()),
        *(
            consent_text(Purpose(purpose), text, Language.ZH_CN)
            for purpose, text in _ZH_CN["consent_texts"].items()
        ),
    ),
    translations={Language.ZH_CN: _ZH_CN["texts"]},
    merchants=MERCHANTS,
    tasks=(
        _task("welcome-tour", "Take the tour", Category.LEARNING, TaskKind.ONCE, 10, APP),
        _task(
            "return-umbrella",
            "Bring an umbrella back",
            Category.EVERYDAY,
            TaskKind.DAILY,
            20,
            KIOSK,
        ),
        _task("weekly-ride", "Ride a bicycle", Category.PARTNER, TaskKind.WEEKLY, 50, BIKES),
        _task(
            "mend-umbrella",
            "Mend an umbrella for someone else",
            Category.CHARITY,
            TaskKind.WEEKLY,
            40,
            KIOSK,
        ),
        msgspec.structs.replace(
            _task("ride-3-days", "Ride on 3 days", Category.PARTNER, TaskKind.DAYS, 60, BIKES),
            target=3,
            window_days=7,
        ),
        msgspec.structs.replace(
            _task("ride-100-km", "Ride 100 km", Category.PARTNER, TaskKind.CUMULATIVE, 120, BIKES),
            target=100_000,
            unit="metres",
            window_days=28,
            campaign="cycling",
        ),
        msgspec.structs.replace(
            _task("know-your-score", "Know your score", Category.LEARNING, TaskKind.QUIZ, 15, QUIZ),
            questions=_QUESTIONS,
            pass_mark=2,
        ),
        msgspec.structs.replace(
            _task(
                "score-for-friends",
                "Explain the score to a friend",
                Category.LEARNING,
                TaskKind.ONCE,
                25,
                APP,
            ),
            requires=("know-your-score",),
        ),
        _task("drink-water", "Drink a glass of water", Category.PLAY, TaskKind.DAILY, 2, PHONE),
        msgspec.structs.replace(
            _task(
                "show-the-town",
                "Show a newcomer the town by bicycle",
                Category.EVERYDAY,
                TaskKind.WEEKLY,
                80,
                BIKES,
            ),
            level="sapling",
            budget=8_000,
        ),
    ),
    refused_words=("Seedbank", "admin", "operator", "support"),
    campaigns=(
        Campaign(
            id="cycling",
            title="A year of cycling",
            day_seeds_max=120,
            budget=60_000,
        ),
    ),
    perks=PERKS,
    boards=(
        Board(
            id="seeds-weekly",
            metric=Metric.SEEDS,
            season=SeasonKind.WEEKLY,
            title="Seeds this week",
            prizes=(100, 60, 40),
        ),
    ),
    games=(
        GameTerms(
            id="weekly-podium",
            kind=GameKind.GUESS_PODIUM,
            title="Who will be the first three of the week?",
            prizes=(50, 30, 20),
            # A day before the week ends: later it would be reading, not guessing.
            lock_minutes=24 * 60,
            board="seeds-weekly",
            places=3,
        ),
        GameTerms(
            id="next-score",
            kind=GameKind.GUESS_SCORE,
            title="What will the next published score be?",
            prizes=(30, 20, 10),
            lock_minutes=60,
        ),
    ),
)
