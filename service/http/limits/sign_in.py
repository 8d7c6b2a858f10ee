"""What protects signing in: who asks for a code, and who tries one, is counted before anything is
looked up, in an order in which a stranger uses his own caps up before those of his victim.

Every count is exact. Members and strangers are counted alike.
"""

from typing import Any

from litestar.connection import ASGIConnection

from rewards.refusal import Refusal
from service.http.limits.address import address_key
from service.http.limits.counting import count
from service.http.means import Means, means_of
from service.http.problems.raised import Refused
from service.keys import Contact, read_contact
from service.store.breakers import Passed

Connection = ASGIConnection[Any, Any, Any, Any]

CODES_IN_ALL, WRONG_CODES_IN_ALL = "codes_in_all", "wrong_codes_in_all"


async def count_code_wanted(
    connection: Connection, contact: str, installation: str | None
) -> tuple[Contact, str]:
    """Counts a request for a code. The contact, and its hash. Refused for too many, for what is no
    contact, and while the programme sends no codes."""
    rates, address = means_of(connection).rates, address_key(connection)
    await count(connection, "codes_per_address", address, rates.codes_per_address)
    await count(connection, "codes_per_address_a_day", address, rates.codes_per_address_a_day)
    if installation is not None:
        app = _app(connection, installation)
        await count(connection, "codes_per_installation", app, rates.codes_per_installation)
    read, hashed = _contact(connection, contact)
    await _quietly(connection, "codes_per_contact", hashed)
    await _quietly(connection, "codes_per_contact_a_day", hashed)
    means = means_of(connection)
    await means.limiter.pass_breaker(CODES_IN_ALL, rates.codes_in_all, means.server_now())
    return read, hashed


async def count_code_typed(
    connection: Connection, contact: str, installation: str | None
) -> tuple[str, Passed]:
    """Counts a try. The contact's hash, and what `code_was_right` takes: until then the try counts
    as a wrong one. Refused for too many, and while the programme takes no codes."""
    rates, address = means_of(connection).rates, address_key(connection)
    await count(connection, "tries_per_address", address, rates.tries_per_address)
    await count(connection, "tries_per_address_a_day", address, rates.tries_per_address_a_day)
    if installation is not None:
        app = _app(connection, installation)
        await count(connection, "tries_per_installation", app, rates.tries_per_installation)
    _, hashed = _contact(connection, contact)
    await _quietly(connection, "tries_per_contact", hashed)
    await _quietly(connection, "tries_per_contact_a_day", hashed)
    means = means_of(connection)
    passed = await means.limiter.pass_breaker(
        WRONG_CODES_IN_ALL, rates.wrong_codes_in_all, means.server_now()
    )
    return hashed, passed


async def code_was_right(means: Means, passed: Passed) -> None:
    """Takes the try back out of the wrong ones."""
    await means.limiter.give_back(WRONG_CODES_IN_ALL, passed)


def _app(connection: Connection, installation: str) -> str:
    return means_of(connection).keys.address_hash(f"installation {installation}")


def _contact(connection: Connection, text: str) -> tuple[Contact, str]:
    contact = read_contact(text)
    if isinstance(contact, Refusal):
        raise Refused(contact)
    return contact, means_of(connection).keys.contact_hash(contact)


async def _quietly(connection: Connection, policy: str, hashed: str) -> None:
    """Nobody is told how often others have asked for a contact."""
    rate = getattr(means_of(connection).rates, policy)
    await count(connection, policy, hashed, rate, quiet=True)
