"""How much, and from where."""

import os
import random

CASES = int(os.environ.get("TEST_FUZZ_CASES", "3000"))
"""At least so many calls."""
SEED = int(os.environ.get("TEST_FUZZ_SEED") or random.SystemRandom().randrange(2**32))
"""Printed; the same one generates the same calls, as far as answers do not change them."""
ROUNDS = 8
"""Each goes through all operations, so that what one makes is known to the others."""
NEGATIVE = 0.4
"""Of the calls that can be wrong, how many are."""
STRANGE = 0.15
"""Of the calls to a door that asks for credentials, how many come with others, or with none."""
