"""What the comments above a struct's fields say of them: units and reasons stand there once.

They are read from the source, so whoever writes a number explains it in one place for those who
read the code and for those who read the schema.
"""

import inspect
import re
from functools import cache

import msgspec

_COMMENT = re.compile(r"    # (?P<words>.+)")
_FIELD = re.compile(r"    (?P<name>[a-z_0-9]+): ")


@cache
def notes(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Field -> the comment above it, or above the fields that it stands next to. Empty for what
    has none, and for a program without its source."""
    try:
        lines = inspect.getsource(struct).splitlines()
    except OSError:
        return {}
    found: dict[str, str] = {}
    words: list[str] = []
    before = ""
    for line in lines:
        if comment := _COMMENT.fullmatch(line):
            # One that follows a field begins anew; one that follows a comment goes on.
            words = [*(words if _COMMENT.fullmatch(before) else ()), comment["words"]]
        elif (field := _FIELD.match(line)) and words:
            found[field["name"]] = " ".join(words)
        before = line
    return {name: text for name, text in found.items() if name in struct.__struct_fields__}
