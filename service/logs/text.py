"""What an exception may say in a log. Pure."""

import re

from service.logs.shapes import GONE, without_shapes

# Their quoted words are names of types and attributes, without which they say nothing.
NAMING = (AttributeError, NameError, TypeError, ImportError)
LENGTH_MAX = 2000
_QUOTED = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\"""")


def safe_text(error: BaseException) -> str:
    """`Type: message`, without what looks like a secret and without quoted values.

    Exceptions quote the value that they are about ("KeyError: 'alice'"), which may be anybody's.
    """
    message = without_shapes(str(error)[:LENGTH_MAX])
    if not isinstance(error, NAMING):
        message = _QUOTED.sub(f"'{GONE}'", message)
    name = type(error).__qualname__
    return f"{name}: {message}" if message else name
