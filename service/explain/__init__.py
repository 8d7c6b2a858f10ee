"""Scores in words: what each part, kind and piece of evidence adds, and what would change it.

The numbers are the score's own, exactly: a sentence that rounds would not add up. English is in
`english.py`, Chinese in the catalogue `score` of `service/language`, both by the same keys. Pure;
may import rewards, the programme and the languages.
"""

from service.explain.changes import explained_difference
from service.explain.explained import explained, explained_gap
from service.explain.speech import Speech

__all__ = ["Speech", "explained", "explained_difference", "explained_gap"]
