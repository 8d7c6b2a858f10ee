"""A plan as a value: all that was known, what follows from it, and the hash that ties them."""

from typing import Annotated

import msgspec

from rewards.boards.prizes import Prizes
from rewards.boards.rank import Standing
from rewards.calendar import Instant
from rewards.ledger.amount import Amount, Balance
from rewards.ledger.ids import part

RULES = "prizes/1"
"""Version of the rules: rank 1-2-2-4, ties pool and share floored, the rest is the remainder.
A later revision gives what earlier ones were short of, and takes nothing back."""


def plan_id(*, subject: str, revision: int) -> str:
    """`settlement:<subject>:<revision>`."""
    return f"settlement:{part(subject)}:{revision}"


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` seeds for an account; `id` is that of the transfer that pays it, and derived."""

    id: str
    account: str
    rank: int
    amount: Amount


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a plan: small, whatever the number of accounts.

    `id` is `settlement:<subject>:<revision>`; `pool` the sum of `prizes`, which may be none, or in
    a later revision of its awards; `inputs` and `awards` are how many there are. Hashes are of
    canonical JSON: of `[subject, rules, prizes, inputs]`, and of what was paid before if anything
    was, which is all that decides; and of the awards.
    """

    id: str
    subject: str
    revision: Annotated[int, msgspec.Meta(ge=1)]
    rules: str
    at: Instant
    prizes: Prizes
    pool: Balance
    remainder: Balance
    inputs: Annotated[int, msgspec.Meta(ge=0)]
    inputs_sha256: str
    awards: Annotated[int, msgspec.Meta(ge=0)]
    awards_sha256: str


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with what it was made of, in order of account, and what it gives, in order of rank.

    `paid` are the awards of the revisions before it; none for the first. Enough for anyone to make
    the plan again; it holds accounts, never names.
    """

    plan: Plan
    inputs: tuple[Standing, ...]
    awards: tuple[Award, ...]
    paid: tuple[Award, ...] = ()
