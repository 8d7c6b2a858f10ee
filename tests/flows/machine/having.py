"""What members do with what they have: collect, give, set aside; and what merchants take."""

from hypothesis import strategies as st

from rewards.refusal import Refusal
from tests.flows.charity.scenes import Giving
from tests.flows.machine.life import MERCHANT, PLACE, SEEDS, WHO, Life, deed, said
from tests.flows.spending.scenes import Till

MINUTES = st.sampled_from([15, 1440, 14_400, 21_600]) | st.sampled_from([1, 21_601, 0])
VERB = st.sampled_from(["post", "post", "refund", "void"])

DEEDS = (
    *deed(4, "collects", WHO, st.none() | st.integers(0, 6)),
    *deed(1, "gives", WHO, SEEDS),
    *deed(2, "gives_all", WHO),
    *deed(3, "sets_aside", WHO, MERCHANT, SEEDS, MINUTES),
    *deed(5, "is_decided", PLACE, VERB, st.none() | SEEDS),
)


class Having(Life):
    """Seeds."""

    def collects(self, who: int, place: int | None) -> None:
        """All, or one of the basket; now and then one that was there once."""
        purse = self.books[who].purse
        known = [*purse.waiting(), *sorted(purse.fates)]
        only = known[place % len(known)] if known and place is not None else None
        chosen = () if only is None else (only,)
        found = self.does(self.ground.world.collect(self.ground.people[who], *chosen))
        collected = None if isinstance(found, Refusal) else found.collected
        expected = purse.collect(self.now, only)
        self.agree("collected", said(found, collected), expected)

    def gives(self, who: int, seeds: int) -> None:
        purse = self.books[who].purse
        refused = purse.refuses(seeds, self.now)
        found = self.does(Giving(self.ground.world).gives(self.ground.people[who], seeds))
        self.agree("given", said(found), refused)
        if refused is None:
            purse.give(seeds, self.now)
            self.given += seeds

    def gives_all(self, who: int) -> None:
        """All that can be given, so that what is taken back next has to be lent."""
        self.collects(who, None)
        self.gives(who, self.books[who].purse.spendable(self.now))

    def sets_aside(self, who: int, merchant: str, seeds: int, minutes: int) -> None:
        purse = self.books[who].purse
        refused = self.till.refuses(purse, seeds, minutes, self.now)
        asked = self.paying(who).set_aside(seeds, merchant=merchant, minutes=minutes)
        found = self.does(asked)
        self.agree("held", said(found), refused)
        if refused is None:
            self.till.hold(found.id, purse, merchant, seeds, minutes, self.now)

    def is_decided(self, place: int, verb: str, seeds: int | None) -> None:
        """The merchant takes it, whole or in part, calls it off, or gives it back."""
        if not self.till.all:
            return
        hold = [*self.till.all][-1 - place % len(self.till.all)]
        more = {"seeds": seeds} if verb == "post" else {}
        expected = getattr(self.till, verb)(hold, at=self.now, **more)
        merchant = self.till.all[hold].merchant
        found = self.does(self.paying(0).says(verb, hold, merchant=merchant, **more))
        self.agree(verb, said(found) or str(found.state), expected)

    def paying(self, who: int) -> Till:
        return Till(self.ground.world, self.ground.people[who])
