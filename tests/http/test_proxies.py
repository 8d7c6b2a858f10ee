"""Which address called: what headers say counts only from who is trusted to say it."""

from ipaddress import ip_network

import pytest
from httpx import ASGITransport, AsyncClient

from service.http.limits.address import network_of, site_of
from service.http.proxies import calling
from tests.http.doors import Doors, is_problem, open_doors, somebody

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
CODES = "/v1/sign-in/codes"


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        # Nobody is in front of us: headers are the caller's own words.
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7, 10.0.0.1"], "192.0.2.1"),
        ("2001:db8::1", ["10.0.0.1"], "2001:db8::1"),
        ("unknown", ["198.51.100.7"], "unknown"),
        ("", ["198.51.100.7"], ""),
        # A trusted proxy names who it saw; all that is left of that one is hearsay.
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["10.9.9.9, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["127.0.0.1, 198.51.100.7 , 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", ["203.0.113.9", "198.51.100.7", "10.0.0.2"], "198.51.100.7"),
        ("fd00::1", ["2001:db8::7, fd00::2"], "2001:db8::7"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["198.51.100.7:4711"], "198.51.100.7"),
        ("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
        # Nothing usable: the last one that can be named.
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7, nonsense, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["198.51.100.7, "], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["198.51.100.7, 1.2.3.4.5"], "10.0.0.1"),
    ],
)
def test_the_rightmost_untrusted_address_counts(
    peer: str, forwarded: list[str], address: str
) -> None:
    assert calling(peer, forwarded, TRUSTED) == address


def test_without_trusted_proxies_nothing_is_believed() -> None:
    assert calling("10.0.0.1", ["198.51.100.7"], ()) == "10.0.0.1"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("unknown", "unknown"),
    ],
)
def test_a_household_is_one_caller(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::", "2001:db8:1::/48"),
        ("2002:c000:201:7::1", "2002:c000:201::/48"),  # 6to4: all that is one IPv4 address's
        ("192.0.2.1", None),
        ("::ffff:192.0.2.1", None),
        ("unknown", None),
    ],
)
def test_what_a_provider_hands_out_is_one_site(address: str, site: str | None) -> None:
    assert site_of(address) == site


async def ask(doors: Doors, peer: str, *forwarded: str) -> int:
    """The status of a request for a code for somebody new, as `peer` sends it."""
    transport = ASGITransport(doors.app, client=(peer, 4711))
    headers = [("X-Forwarded-For", text) for text in forwarded]
    async with AsyncClient(transport=transport, base_url="http://seedbank.test") as client:
        answer = await client.post(CODES, json={"contact": somebody()}, headers=headers)
    if answer.status_code == 429:
        is_problem(answer, 429, "too_many_requests")
    return answer.status_code


async def test_a_made_up_address_is_no_way_round_a_limit(own_doors: Doors) -> None:
    for number in range(20):
        assert await ask(own_doors, "192.0.2.1", f"198.51.100.{number}") == 202
    for spoofed in ("198.51.100.99", "127.0.0.1", "10.0.0.1", "::1"):
        assert await ask(own_doors, "192.0.2.1", spoofed) == 429
    assert await ask(own_doors, "192.0.2.2") == 202


async def test_behind_a_proxy_everybody_has_limits_of_their_own(
    mongo_url: str, database_name: str
) -> None:
    async with open_doors(mongo_url, database_name, rates=None, proxies=TRUSTED) as doors:
        for number in range(20):
            # What stands left of the address that the proxy saw is the caller's own invention.
            assert await ask(doors, "10.0.0.1", f"203.0.113.{number}, 198.51.100.7") == 202
        assert await ask(doors, "10.0.0.1", "203.0.113.99, 198.51.100.7") == 429
        assert await ask(doors, "10.0.0.2", "198.51.100.7", "10.0.0.3") == 429
        assert await ask(doors, "198.51.100.7") == 429  # past the proxy it is still the same one
        assert await ask(doors, "10.0.0.1", "198.51.100.8") == 202


async def test_64_bits_of_an_address_are_not_as_many_callers(own_doors: Doors) -> None:
    for number in range(20):
        assert await ask(own_doors, f"2001:db8:1:2:{number:x}::{number:x}") == 202
    assert await ask(own_doors, "2001:db8:1:2:ffff::1") == 429
    assert await ask(own_doors, "2001:db8:1:3::1") == 202


@pytest.mark.parametrize(
    ("peer", "said", "secure"),
    [
        ("10.0.0.1", ["https"], True),
        ("10.0.0.1", ["HTTPS, http"], True),
        ("10.0.0.1", ["http"], False),
        ("10.0.0.1", [], False),
        ("192.0.2.1", ["https"], False),  # anybody may say so
    ],
)
async def test_behind_a_proxy_that_ends_tls_cookies_are_for_tls_only(
    mongo_url: str, database_name: str, peer: str, said: list[str], secure: bool
) -> None:
    async with open_doors(mongo_url, database_name, proxies=TRUSTED) as doors:
        transport = ASGITransport(doors.app, client=(peer, 4711))
        headers = [("X-Forwarded-Proto", text) for text in said]
        contact = somebody()
        await doors.call("POST", CODES, json={"contact": contact})
        signing_in = {"contact": contact, "code": doors.code_for(contact)}
        pairing = {"token": await doors.display()}
        async with AsyncClient(transport=transport, base_url="http://seedbank.test") as client:
            by_page = [*headers, ("HX-Request", "true")]
            member = await client.post("/member/sign-in", data=signing_in, headers=by_page)
            screen = await client.post("/display/session", json=pairing, headers=headers)
            for answer, cookies in ((member, 2), (screen, 1)):
                assert answer.is_success
                set_ = answer.headers.get_list("set-cookie")
                assert ["; Secure" in each for each in set_] == [secure] * cookies
