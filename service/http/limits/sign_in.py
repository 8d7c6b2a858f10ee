"""What protects signing in: who asks for a code, and who tries one, is counted before anything is
looked up, in an order in which a stranger uses his own caps up before those of his victim.

Every count is exact. Members and strangers are counted alike, but for one thing: installations from
which a contact's owner has signed in before have caps of their own for it, one for all of them, and
pass the breaker of wrong codes. So strangers who use up the caps of a contact, or open that
breaker, do not lock its owner out. Names of installations are random, so nobody else can try one
and learn who is a member.
"""

import logging
from typing import Any

import msgspec
from litestar.connection import ASGIConnection

from rewards.refusal import Refusal
from service.http.limits.counting import count, count_address
from service.http.means import Means, means_of
from service.http.problems.raised import Refused
from service.keys import Contact, read_contact
from service.store.breakers import Passed
from service.store.outage import is_outage

LOG = logging.getLogger("seedbank.limits")

Connection = ASGIConnection[Any, Any, Any, Any]

CODES_IN_ALL, WRONG_CODES_IN_ALL = "codes_in_all", "wrong_codes_in_all"


class Try(msgspec.Struct, frozen=True, kw_only=True):
    """A code that is tried: by the keyed hash of its contact, and of the installation with it.

    passed: what the breaker takes back; None if the try was none of those it counts.
    """

    contact: str
    place: str | None
    passed: Passed | None


async def count_code_wanted(
    connection: Connection, contact: str, installation: str | None
) -> tuple[Contact, str]:
    """Counts a request for a code. The contact, and its hash. Refused for too many, for what is no
    contact, and while the programme sends no codes."""
    means = means_of(connection)
    rates = means.rates
    await count_address(connection, "codes_per_address", rates.codes_per_address)
    await count_address(connection, "codes_per_address_a_day", rates.codes_per_address_a_day)
    if installation is not None:
        app = _app(connection, installation)
        await count(connection, "codes_per_installation", app, rates.codes_per_installation)
    read, hashed = _contact(connection, contact)
    known = await _known(means, _place(means, hashed, installation))
    capped = _owners(means, hashed) if known else hashed
    await _quietly(connection, "codes_per_contact", capped)
    await _quietly(connection, "codes_per_contact_a_day", capped)
    await means.limiter.pass_breaker(CODES_IN_ALL, rates.codes_in_all, means.server_now())
    return read, hashed


async def count_code_typed(connection: Connection, contact: str, installation: str | None) -> Try:
    """Counts a try, as a wrong one until `code_was_right` is told. Refused for too many, and while
    the programme takes no codes."""
    means = means_of(connection)
    rates = means.rates
    await count_address(connection, "tries_per_address", rates.tries_per_address)
    await count_address(connection, "tries_per_address_a_day", rates.tries_per_address_a_day)
    if installation is not None:
        app = _app(connection, installation)
        await count(connection, "tries_per_installation", app, rates.tries_per_installation)
    _, hashed = _contact(connection, contact)
    place = _place(means, hashed, installation)
    known = await _known(means, place)
    capped = _owners(means, hashed) if known else hashed
    await _quietly(connection, "tries_per_contact", capped)
    await _quietly(connection, "tries_per_contact_a_day", capped)
    if known:
        return Try(contact=hashed, place=place, passed=None)
    passed = await means.limiter.pass_breaker(
        WRONG_CODES_IN_ALL, rates.wrong_codes_in_all, means.server_now()
    )
    return Try(contact=hashed, place=place, passed=passed)


async def code_was_right(means: Means, tried: Try) -> None:
    """Takes the try back out of the wrong ones, and remembers the installation.

    An outage now costs nobody the session that has just begun.
    """
    try:
        if tried.passed is not None:
            await means.limiter.give_back(WRONG_CODES_IN_ALL, tried.passed)
        if tried.place is not None:
            await means.limiter.remember(tried.place, means.server_now())
    except Exception as error:
        if not is_outage(error):
            raise
        LOG.warning("a right code is still counted as a wrong one: %s", error)


def _place(means: Means, hashed: str, installation: str | None) -> str | None:
    """The keyed hash of a contact at an installation."""
    if installation is None:
        return None
    return means.keys.address_hash(f"contact {hashed} at {installation}")


def _owners(means: Means, hashed: str) -> str:
    """Under what a contact is counted where its owner has signed in before: not by place, or each
    new place would bring more codes to somebody who earns from them."""
    return means.keys.address_hash(f"contact {hashed} of its owner")


async def _known(means: Means, place: str | None) -> bool:
    """Whether the contact's owner has signed in at the place not too long ago."""
    return place is not None and await means.limiter.knows(place, means.server_now())


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
