"""What a member should have: ripe seeds, lots, holds, debts. Plain bookkeeping."""

from datetime import UTC, datetime, timedelta

from rewards.ledger.reverse import ReversalPolicy
from tests.flows.machine.programme import BASKET, NUMBERS

Lots = dict[datetime, int]

RIPE, WITHERED, REVERSED = "ripe", "withered", "reversed"
WEEK = timedelta(days=NUMBERS.ledger.refund_days_min)
MONTH = timedelta(days=NUMBERS.ledger.ripe_days)


def lot_of(at: datetime) -> datetime:
    """When what is collected now expires: at the end of its month, a year later."""
    month = at.year * 12 + at.month
    return datetime(month // 12 + 1, month % 12 + 1, 1, tzinfo=UTC)


def take(lots: Lots, amount: int, first: datetime | None = None) -> Lots:
    """Takes seeds out of `lots`, from `first` and then from what expires earliest."""
    taken: Lots = {}
    for expires_at in sorted(lots, key=lambda each: (each != first, each)):
        part = min(amount, lots[expires_at])
        amount -= part
        if part:
            taken[expires_at] = part
            lots[expires_at] -= part
        if not lots[expires_at]:
            del lots[expires_at]
    assert amount == 0
    return taken


class PurseBook:
    """`fates` tells of every award what became of it: a word, or when it was collected."""

    def __init__(self) -> None:
        self.basket: dict[str, tuple[datetime, int]] = {}
        self.lots: Lots = {}
        self.holds: dict[str, tuple[datetime, Lots]] = {}
        self.debt = 0
        self.fates: dict[str, str | datetime] = {}

    @property
    def available(self) -> int:
        return sum(self.lots.values())

    def spendable(self, at: datetime) -> int:
        """What has not expired, whether or not the job has come by."""
        return sum(amount for when, amount in self.lots.items() if at < when)

    @property
    def held(self) -> dict[str, int]:
        return {id_: sum(lots.values()) for id_, (_, lots) in self.holds.items()}

    def waiting(self) -> list[str]:
        """Ids of the awards in the basket, what withers first first."""
        return sorted(self.basket, key=lambda each: (self.basket[each][0], each))

    def earn(self, award: str, amount: int, at: datetime) -> None:
        """An award comes into the basket, which makes room for it."""
        if len(self.basket) >= BASKET:
            self.wither(at)
        if len(self.basket) >= BASKET:
            self._into_lots([self.waiting()[0]], at)
        assert award not in self.fates
        self.basket[award] = (at + MONTH, amount)
        self.fates[award] = RIPE

    def collect(self, at: datetime, only: str | None = None) -> str | int:
        """The seeds of one award or all, or the name of why not."""
        if only is not None and only not in self.basket:
            return "UnknownRipe"
        if only is not None and self.basket[only][0] <= at:
            return "AlreadyWithered"
        ripe = [each for each in self.waiting() if at < self.basket[each][0]]
        chosen = [each for each in ripe if only in (None, each)]
        if not chosen:
            return "NothingRipe"
        return self._into_lots(chosen, at)

    def wither(self, at: datetime) -> int:
        """How many awards went back."""
        late = [each for each in self.basket if self.basket[each][0] <= at]
        for award in late:
            del self.basket[award]
            self.fates[award] = WITHERED
        return len(late)

    def expire(self, at: datetime) -> int:
        """How many lots went back."""
        before = len(self.lots)
        self.lots = {when: amount for when, amount in self.lots.items() if at < when}
        return before - len(self.lots)

    def refuses(self, seeds: int, at: datetime) -> str | None:
        """Why so many seeds cannot be parted with."""
        if seeds < 1:
            return "AmountOutOfRange"
        return "NotEnoughSeeds" if self.spendable(at) < seeds else None

    def give(self, seeds: int, at: datetime) -> None:
        self.expire(at)
        take(self.lots, seeds)

    def hold(self, id_: str, amount: int, ends_at: datetime) -> None:
        self.holds[id_] = (ends_at, take(self.lots, amount))

    def give_up(self, id_: str, at: datetime) -> None:
        self.put_back(self.holds.pop(id_)[1], at)

    def end_holds(self, at: datetime) -> list[str]:
        """Ids of the holds that are over."""
        over = [id_ for id_, (ends_at, _) in self.holds.items() if ends_at <= at]
        for id_ in over:
            self.give_up(id_, at)
        return over

    def post(self, id_: str, amount: int, at: datetime) -> Lots:
        """What was taken of a hold, by lot; the rest comes back."""
        _, held = self.holds.pop(id_)
        taken = take(held, amount)
        self.put_back(held, at)
        return taken

    def put_back(self, parts: Lots, at: datetime) -> None:
        """Where they came from, or, if that ends within a week, until the end of that day."""
        soonest = at + WEEK
        midnight = soonest.replace(hour=0, minute=0, second=0, microsecond=0)
        late = midnight if midnight == soonest else midnight + timedelta(days=1)
        for expires_at, amount in parts.items():
            self._put(expires_at if soonest <= expires_at else late, amount)

    def take_back(self, award: str, amount: int, policy: ReversalPolicy) -> bool:
        """Whether the seeds of an award could be had back."""
        fate = self.fates[award]
        if fate == RIPE:
            del self.basket[award]
        elif isinstance(fate, datetime) and policy is not ReversalPolicy.PENDING_ONLY:
            if not self._from_lots(amount, lot_of(fate), policy):
                return False
        else:
            return False
        self.fates[award] = REVERSED
        return True

    def _from_lots(self, amount: int, first: datetime, policy: ReversalPolicy) -> bool:
        missing = max(0, amount - self.available)
        if missing and policy is ReversalPolicy.WITHIN_BALANCE:
            return False
        if missing:
            self._put(first, missing)
            self.debt += missing
        take(self.lots, amount, first)
        return True

    def _into_lots(self, awards: list[str], at: datetime) -> int:
        total = 0
        for award in awards:
            total += self.basket.pop(award)[1]
            self.fates[award] = at
        self._put(lot_of(at), total)
        paid = min(self.debt, self.available)
        take(self.lots, paid, lot_of(at))
        self.debt -= paid
        return total

    def _put(self, expires_at: datetime, amount: int) -> None:
        self.lots[expires_at] = self.lots.get(expires_at, 0) + amount
