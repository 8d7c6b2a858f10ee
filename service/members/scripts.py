"""Which scripts a name is written in, and whether they can be told apart. Pure.

The same as level "moderately restrictive" of Unicode's report 39, by the names of characters, which
is all that Python's own database tells of scripts.
"""

import unicodedata
from collections.abc import Iterable

LATIN = "LATIN"
# Written together by those who read them: Chinese, Japanese, Korean, each with Latin letters.
TOGETHER = (
    frozenset({"CJK", "BOPOMOFO", LATIN}),
    frozenset({"CJK", "HIRAGANA", "KATAKANA", LATIN}),
    frozenset({"CJK", "HANGUL", LATIN}),
)
# Their letters look like Latin ones, or like each other's.
LOOK_ALIKE = frozenset({"CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "GEORGIAN"})
# Not scripts, though names of letters begin with them.
_NONE = frozenset({"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "FULLWIDTH", "HALFWIDTH"})


def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of the letters of `text`, in order of their names: `CYRILLIC`, `LATIN`."""
    letters = (each for each in text if unicodedata.category(each).startswith("L"))
    firsts = {_first_word(each) for each in letters}
    return tuple(sorted(firsts - _NONE))


def may_be_mixed(scripts: Iterable[str]) -> bool:
    """Whether letters of these scripts in one name cannot be taken for each other."""
    found = frozenset(scripts)
    if len(found) <= 1 or any(found <= family for family in TOGETHER):
        return True
    return len(found) == 2 and LATIN in found and not found & LOOK_ALIKE


def _first_word(character: str) -> str:
    # "KATAKANA-HIRAGANA PROLONGED SOUND MARK" is of both.
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]
