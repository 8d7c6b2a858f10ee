"""Who is at the command line, for the audit log."""

import getpass

LENGTH_MAX = 64


def console_actor() -> str:
    """`console:<user>`, by the account of this machine; an account without a name is `?`."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    return f"console:{user[:LENGTH_MAX]}"
