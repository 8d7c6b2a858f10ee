"""What a check has looked at and found."""

import msgspec

from rewards.ledger.invariants import Violation


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of what was proved, and every broken promise. Seeds in `issued` are the mint's."""

    accounts: int = 0
    transfers: int = 0
    issued: int = 0
    violations: tuple[Violation, ...] = ()

    @property
    def green(self) -> bool:
        """Nothing is wrong."""
        return not self.violations


def joined(one: Report, two: Report) -> Report:
    """Both reports as one."""
    return Report(
        accounts=one.accounts + two.accounts,
        transfers=one.transfers + two.transfers,
        issued=one.issued + two.issued,
        violations=one.violations + two.violations,
    )
