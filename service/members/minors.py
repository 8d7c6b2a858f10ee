"""Who is a minor, and what is not for minors. Pure."""

from datetime import datetime

from service.members.account import Account


def is_minor(account: Account, at: datetime) -> bool:
    """Under age at `at`, by the declared year of birth."""
    return account.adult_from is not None and at < account.adult_from
