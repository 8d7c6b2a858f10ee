"""What happens to seeds, as tables: step, answer, balances between. NOON is 4 March 2026."""

import pytest
from msgspec.structs import replace

from tests.rewards.ledger.helpers import NUMBERS
from tests.rewards.ledger.purse_story import Story

SCENARIOS = {
    "a refund to a lot that has expired since is good for a week, and then expires once": """
        earn a 20       | ok | ripe 20 seeds 0
        collect         | ok | ripe 0 seeds 20 free 20
        +390d           | ok | seeds 20 free 20
        hold h 15 10d   | ok | seeds 20 free 5
        post h          | ok | seeds 5 free 5 spent 15
        +10d            | ok | seeds 5 free 0
        expire          | ok | seeds 0 free 0
        refund h        | ok | seeds 15 free 15 spent 0
        expire          | ok | seeds 15 free 15
        +6d             | ok | seeds 15 free 15
        +2d             | ok | seeds 15 free 0
        expire          | ok | seeds 0 free 0
        refund h        | wrong_spending_state | seeds 0
    """,
    "a part of a hold is taken, the rest comes back to its lots": """
        earn a 20       | ok | ripe 20
        collect         | ok | seeds 20 free 20
        +40d            | ok | seeds 20
        earn b 30       | ok | ripe 30
        collect         | ok | seeds 50 free 50
        hold h 35 15m   | ok | seeds 50 free 15
        hold i 16 15m   | not_enough_seeds | free 15
        post h 36       | amount_out_of_range | free 15
        post h 25       | ok | seeds 25 free 25 spent 25
        post h 1        | wrong_spending_state | spent 25
        void h          | wrong_spending_state | spent 25
        refund h        | ok | seeds 50 free 50 spent 0
        +360d           | ok | free 30
        expire          | ok | seeds 30 free 30
    """,
    "what was spent and is taken back is owed, and repaid from what is collected next": """
        earn a 30       | ok | ripe 30
        collect         | ok | seeds 30 free 30 debt 0
        hold h 25 15m   | ok | free 5
        post h          | ok | seeds 5 free 5 spent 25
        reverse a within | not_enough_seeds | seeds 5 debt 0
        reverse a pending | already_collected | seeds 5 debt 0
        reverse a debt  | ok | seeds 0 free 0 debt 25
        reverse a debt  | already_reversed | debt 25
        earn b 10       | ok | ripe 10 debt 25
        collect         | ok | ripe 0 seeds 0 free 0 debt 15
        earn c 20       | ok | ripe 20
        collect         | ok | seeds 5 free 5 debt 0
    """,
    "what is set aside is not there to pay a debt, until it comes back": """
        earn a 30       | ok | ripe 30
        collect         | ok | seeds 30
        hold h 30 60m   | ok | free 0
        reverse a debt  | ok | seeds 30 free 0 debt 30
        earn b 10       | ok | ripe 10
        collect         | ok | seeds 30 free 0 debt 20
        void h          | ok | seeds 30 free 30 debt 20
        earn c 1        | ok | ripe 1
        collect         | ok | seeds 11 free 11 debt 0
    """,
    "what is set aside does not expire, and has a week when it comes back": """
        earn a 20       | ok | ripe 20
        collect         | ok | seeds 20 free 20
        +392d           | ok | free 20
        hold h 12 5d    | ok | seeds 20 free 8
        +3d             | ok | seeds 20 free 0
        expire          | ok | seeds 12 free 0
        +2d             | ok | seeds 12 free 0
        post h          | hold_ended | seeds 12
        end             | ok | seeds 12 free 12
        end             | ok | seeds 12 free 12
        post h          | wrong_spending_state | seeds 12
        +7d             | ok | free 12
        +1d             | ok | free 0
        expire          | ok | seeds 0 free 0
    """,
    "what has expired cannot be spent or given, whether or not a job has come by": """
        earn a 20       | ok | ripe 20
        collect         | ok | seeds 20
        +393d           | ok | seeds 20 free 0
        hold h 1 15m    | not_enough_seeds | seeds 20
        give 1          | not_enough_seeds | seeds 20
        earn b 5        | ok | ripe 5
        collect         | ok | seeds 25 free 5
        give 6          | not_enough_seeds | seeds 25
        give 2          | ok | seeds 3 free 3 charity 2
        hold h 3 15m    | ok | seeds 3 free 0
    """,
    "an award withers, and neither collecting nor reversing brings it back": """
        earn a 20       | ok | ripe 20
        +29d            | ok | ripe 20
        earn b 5        | ok | ripe 25
        +1d             | ok | ripe 25
        collect a       | already_withered | ripe 25 seeds 0
        collect         | ok | ripe 20 seeds 5
        wither          | ok | ripe 0 seeds 5
        wither          | ok | ripe 0 seeds 5
        collect         | nothing_ripe | seeds 5
        reverse a debt  | already_withered | seeds 5 debt 0
        earn a 20       | ok | ripe 0 seeds 5
    """,
    "a day of each kind of going: gift, payment, refund": """
        earn a 50       | ok | ripe 50
        collect         | ok | seeds 50
        give 20         | ok | seeds 30 free 30 charity 20
        hold h 30 15m   | ok | free 0
        give 1          | not_enough_seeds | charity 20
        void h          | ok | free 30
        hold i 10 15m   | ok | free 20
        post i          | ok | seeds 20 spent 10
        refund i        | ok | seeds 30 spent 0
        reverse a within | not_enough_seeds | seeds 30
    """,
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(name: str) -> None:
    Story().play(SCENARIOS[name])


def test_a_full_basket_collects_its_oldest_and_withers_what_is_late() -> None:
    story = Story(replace(NUMBERS, ripe_entries_max=2))
    story.play("""
        earn a 1        | ok | ripe 1 seeds 0
        +1d             | ok | ripe 1
        earn b 2        | ok | ripe 3 seeds 0
        +1d             | ok | ripe 3
        earn c 4        | ok | ripe 6 seeds 1
        +29d            | ok | ripe 6
        earn d 8        | ok | ripe 12 seeds 1
        earn e 16       | ok | ripe 24 seeds 5
        collect         | ok | ripe 0 seeds 29
    """)


def test_as_many_holds_as_there_may_be() -> None:
    story = Story(replace(NUMBERS, holds_max=2))
    story.play("""
        earn a 20       | ok | ripe 20
        collect         | ok | seeds 20
        hold h 1 15m    | ok | free 19
        hold i 1 16d    | hold_length | free 19
        hold i 1 15d    | ok | free 18
        hold j 1 15m    | too_many_holds | free 18
        void h          | ok | free 19
        hold j 1 15m    | ok | free 18
    """)
