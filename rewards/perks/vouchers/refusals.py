"""Why a voucher says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class CostsNoSeeds(Refusal, frozen=True, kw_only=True):
    """The perk is not bought: it is asked for at the counter, or shown."""

    perk: str

    def detail(self) -> str:
        return f"{self.perk} costs no seeds: open a pass for it at its merchant."


class BoughtNotShown(Refusal, frozen=True, kw_only=True):
    """The perk has no pass: it is a voucher, or facts that are shared."""

    perk: str

    def detail(self) -> str:
        return f"No pass opens {self.perk}: a voucher is bought first, facts are shared."


class MerchantNotNamed(Refusal, frozen=True, kw_only=True):
    """Several merchants offer the perk, and a voucher is good at one."""

    perk: str
    merchants: tuple[str, ...]

    def detail(self) -> str:
        return f"Name the merchant at which {self.perk} is wanted: {', '.join(self.merchants)}."


class SoldOut(Refusal, frozen=True, kw_only=True):
    """All that there are of it are held or redeemed."""

    perk: str
    stock: int

    def detail(self) -> str:
        return f"All {self.stock} of {self.perk} are gone: try again later, some may come back."


class HadEnough(Refusal, frozen=True, kw_only=True):
    """The member has had it as often as its limit allows."""

    perk: str
    uses: int
    days: int
    free_at: Instant

    def detail(self) -> str:
        return (
            f"{self.perk} can be had {self.uses} times in {self.days} days: again from "
            f"{self.free_at.isoformat()} on."
        )


class LevelAsked(Refusal, frozen=True, kw_only=True):
    """The perk asks for a level that the member has not, or had not when it was decided last."""

    perk: str
    level: str

    def detail(self) -> str:
        return (
            f"{self.perk} asks for level {self.level}: the list of your perks says what is missing."
        )


class TooManyVouchers(Refusal, frozen=True, kw_only=True):
    """As many vouchers are held as one member may hold."""

    held: int
    most: int

    def detail(self) -> str:
        return f"{self.held} vouchers are held and {self.most} are allowed: use or return one."


class VoucherUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such voucher, it is somebody else's, or nothing is left to redeem. Deliberately
    the same answer."""

    def detail(self) -> str:
        return "Nothing can be redeemed or changed under this: look at your list of vouchers."


class MistypedVoucher(Refusal, frozen=True, kw_only=True):
    """The check digits say that a digit is wrong. Nothing was looked up, and no try is counted."""

    def detail(self) -> str:
        return "A digit of the code is wrong: type its 16 digits again."


class TooManyWrongVouchers(Refusal, frozen=True, kw_only=True):
    """Codes that redeem nothing were sent from here, one after the other."""

    until: Instant

    def detail(self) -> str:
        return (
            "Too many codes that redeem nothing came from here: try again from "
            f"{self.until.isoformat(timespec='seconds')} on."
        )


class VoucherClosedNow(Refusal, frozen=True, kw_only=True):
    """The voucher is good, at other hours."""

    opens_at: Instant

    def detail(self) -> str:
        return f"It can be redeemed at other hours: next from {self.opens_at.isoformat()} on."


class NotReturnable(Refusal, frozen=True, kw_only=True):
    """Its terms give nothing back before its end."""

    ends_at: Instant

    def detail(self) -> str:
        return (
            "By its terms this voucher is not taken back. What is not redeemed is given back by "
            f"itself at {self.ends_at.isoformat()}."
        )


class WrongVoucherState(Refusal, frozen=True, kw_only=True):
    """The voucher cannot go from `state` to `wanted`."""

    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"A voucher that is {self.state} cannot become {self.wanted}; it can be: {ways}."
