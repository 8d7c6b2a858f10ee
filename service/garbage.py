"""How often the interpreter looks for garbage in cycles.

A batch makes ten thousand objects, which all end by themselves when the batch does. At Python's own
thresholds they are searched for cycles a dozen times on their way: a fifth of the write path's CPU.
"""

import gc

YOUNG_OBJECTS = 50_000


def search_less() -> None:
    """Leaves out what is there now, as it stays, and lets a batch pass before the next search."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 50, 100)
