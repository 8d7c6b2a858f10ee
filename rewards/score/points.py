"""The scheme `points`: everybody has 1,000, and items of a catalogue give and take.

Modelled on what is public about the city of Rongcheng: its levels and their bounds, and fixed
points for each item.

Turned round where ours has to be: only promises inside the programme are items, every item that
takes is told before it counts, can be made good and is gone after two years at most; no item is
about opinions, petitions or who somebody knows. Nothing fades by halves, so that a member can count
along; there is no cushion, as an item takes what the catalogue says and no more.
"""

from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.scheme import Cured, KindRule, Level, PartRule, Scheme

PROMISES, SERVICE, MEMBERSHIP = "promises", "service", "membership"

# How long an item counts: what takes a lot, and what was kept, for two years; what is small, one.
_LONG_DAYS, _SHORT_DAYS = 730, 365
# Time to read a notice and to answer it before it has any effect.
_NOTICE_DAYS = 7


def _gives(kind: Kind, part: str, points: int, *, cap: int, gone: int | None = None) -> KindRule:
    return KindRule(kind=kind, part=part, points=points, cap=cap, gone_after_days=gone)


def _takes(kind: Kind, points: int, *, cured: int, gone: int) -> KindRule:
    return KindRule(
        kind=kind,
        part=PROMISES,
        points=points,
        gone_after_days=gone,
        notice_days=_NOTICE_DAYS,
        cured=Cured(points=cured),
    )


POINTS = Scheme(
    id="points",
    version=1,
    start=1_000,
    parts=(
        PartRule(name=PROMISES, most=80, least=-1_000),
        PartRule(name=SERVICE, most=70),
        PartRule(name=MEMBERSHIP, most=30),
    ),
    kinds=(
        _gives(Kind.RENTAL_KEPT_SMALL, PROMISES, 1, cap=20, gone=_LONG_DAYS),
        _gives(Kind.RENTAL_KEPT_LARGE, PROMISES, 3, cap=30, gone=_LONG_DAYS),
        _gives(Kind.RETURNED_ON_TIME, PROMISES, 1, cap=15, gone=_SHORT_DAYS),
        _gives(Kind.PAID_ON_TIME, PROMISES, 1, cap=15, gone=_SHORT_DAYS),
        _takes(Kind.BREACH, -50, cured=-10, gone=_LONG_DAYS),
        _takes(Kind.RETURNED_LATE, -5, cured=0, gone=_SHORT_DAYS),
        _takes(Kind.NO_SHOW, -10, cured=0, gone=_SHORT_DAYS),
        _gives(Kind.TASK_COMPLETED, SERVICE, 1, cap=20, gone=_SHORT_DAYS),
        # What is done for others weighs most, as in its model.
        _gives(Kind.CHARITY_TASK_COMPLETED, SERVICE, 5, cap=40, gone=_SHORT_DAYS),
        _gives(Kind.STREAK_WEEK, SERVICE, 1, cap=10, gone=_SHORT_DAYS),
        _gives(Kind.MONTH_ACTIVE, MEMBERSHIP, 1, cap=12, gone=_SHORT_DAYS),
        # A safe account, never more data.
        _gives(Kind.CONTACT_VERIFIED, MEMBERSHIP, 5, cap=5),
        _gives(Kind.SECOND_FACTOR, MEMBERSHIP, 5, cap=5),
        _gives(Kind.CONSENTS_REVIEWED, MEMBERSHIP, 3, cap=3, gone=_SHORT_DAYS),
        _gives(Kind.INVITATION_QUALIFIED, MEMBERSHIP, 1, cap=5, gone=_SHORT_DAYS),
    ),
    levels=(
        Level(name="D", at_least=0),
        Level(name="C", at_least=600),
        Level(name="B", at_least=850),
        Level(name="A", at_least=960),
        Level(name="AA", at_least=1_030),
        Level(name="AAA", at_least=1_050),
    ),
)
