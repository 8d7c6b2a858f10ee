"""The scheme `sesame`: 350 to 950, modelled on what is public about Sesame Credit's five parts."""

from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.scheme import PROFILE, Cured, KindRule, Level, PartRule, Scheme

HISTORY, BEHAVIOUR, FULFILMENT = "history", "behaviour", "fulfilment"
COMMUNITY = "community"

# Every breach is gone after 24 months, however it faded until then.
_BREACH_DAYS = 730
# Time to read a notice and to answer it before it has any effect.
_NOTICE_DAYS = 7
# A slip that was made good is forgotten.
_FORGOTTEN = Cured(points=0)


def _rule(
    kind: Kind,
    part: str,
    points: int,
    *,
    half_life: int | None = None,
    cap: int | None = None,
    gone: int | None = None,
    cured: Cured | None = None,
) -> KindRule:
    return KindRule(
        kind=kind,
        part=part,
        points=points,
        half_life_days=half_life,
        cap=cap,
        gone_after_days=gone,
        notice_days=_NOTICE_DAYS if points < 0 else None,
        cured=cured,
    )


SESAME = Scheme(
    id="sesame",
    version=1,
    start=350,
    parts=(
        PartRule(name=HISTORY, most=210),
        PartRule(name=BEHAVIOUR, most=150),
        PartRule(name=FULFILMENT, most=120),
        PartRule(name=PROFILE, most=90),
        PartRule(name=COMMUNITY, most=30),
    ),
    kinds=(
        _rule(Kind.MONTH_ACTIVE, HISTORY, 10, cap=60),
        _rule(Kind.RENTAL_KEPT_SMALL, HISTORY, 6, half_life=730, cap=110),
        _rule(Kind.RENTAL_KEPT_LARGE, HISTORY, 14, half_life=730, cap=90),
        _rule(
            Kind.BREACH,
            HISTORY,
            -60,
            half_life=365,
            gone=_BREACH_DAYS,
            cured=Cured(points=-20, half_life_days=90),
        ),
        _rule(Kind.TASK_COMPLETED, BEHAVIOUR, 2, half_life=60, cap=60),
        _rule(Kind.CHARITY_TASK_COMPLETED, BEHAVIOUR, 4, half_life=180, cap=50),
        _rule(Kind.STREAK_WEEK, BEHAVIOUR, 6, half_life=60, cap=40),
        _rule(Kind.RETURNED_ON_TIME, FULFILMENT, 6, half_life=90, cap=80),
        _rule(Kind.PAID_ON_TIME, FULFILMENT, 6, half_life=90, cap=60),
        _rule(Kind.RETURNED_LATE, FULFILMENT, -8, half_life=60, cured=_FORGOTTEN),
        _rule(Kind.NO_SHOW, FULFILMENT, -10, half_life=60, cured=_FORGOTTEN),
        # A safe account, never more data.
        _rule(Kind.CONTACT_VERIFIED, PROFILE, 40, cap=40),
        _rule(Kind.SECOND_FACTOR, PROFILE, 20, cap=20),
        _rule(Kind.CONSENTS_REVIEWED, PROFILE, 30, half_life=365, cap=30),
        _rule(Kind.INVITATION_QUALIFIED, COMMUNITY, 5, half_life=365, cap=30),
    ),
    levels=(
        Level(name="sprout", at_least=350),
        Level(name="sapling", at_least=550),
        Level(name="branch", at_least=600),
        Level(name="blossom", at_least=650),
        Level(name="canopy", at_least=700),
    ),
    loss_max=60,
)
