"""What the components page shows: made up, and like what members and merchants see."""

from service.pages.charts.bars import bars
from service.pages.charts.line import Mark, line
from service.pages.charts.ring import Part, ring

RING = ring(
    (
        Part(name="History", points=122, most=210),
        Part(name="Behaviour", points=104, most=150),
        Part(name="Fulfilment", points=31, most=120),
        Part(name="Profile", points=40, most=90),
        Part(name="Community", points=15, most=30),
    )
)

# The score of half a year, by week; for three weeks nobody was asked to work it out.
_SCORES = (
    *(392, 396, 405, 418, 431, 447, 452, 470, None, None, None, 512),
    *(529, 541, 538, 556, 570, 583, 596, 604, 615, 633, 649, 662),
)
SCORE = line(
    tuple(Mark(label=f"Week {at}", value=value) for at, value in enumerate(_SCORES, start=1))
)

SEEDS = bars(
    (("Mon", 20), ("Tue", 0), ("Wed", 60), ("Thu", 40), ("Fri", 90), ("Sat", 110), ("Sun", 50))
)

COLOURS = (
    *("ground", "surface", "surface-strong", "raised", "ink", "ink-soft", "accent", "accent-wash"),
    *("warning", "bad", "info", "gold", "series-1", "series-2", "series-3", "series-4"),
    "series-5",
)
