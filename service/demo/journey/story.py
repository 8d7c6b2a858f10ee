"""The acts in order."""

from collections.abc import Iterator

from service.demo.journey.counter import Counter
from service.demo.journey.first_day import FirstDay
from service.demo.journey.guessing import Guessing
from service.demo.journey.month import Month
from service.demo.journey.stage import Stage
from service.demo.journey.step import Step


class Story:
    """One telling of it, on a fresh sandbox."""

    def __init__(self, stage: Stage) -> None:
        self.acts = (FirstDay(stage), Guessing(stage), Month(stage), Counter(stage))

    def steps(self) -> Iterator[Step]:
        """Every step of every act."""
        for act in self.acts:
            yield from act.steps()
