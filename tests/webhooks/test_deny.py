"""No private address, in whatever notation; each public one."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.webhooks.deny import may_reach
from service.webhooks.refusals import EndpointUrlRefused
from service.webhooks.url import URL_MAX, read_url
from tests.webhooks.hostile import ADDRESSES, FINE, URLS


def test_there_are_enough_of_them() -> None:
    assert min(len(set(URLS)), len(set(ADDRESSES))) >= 39
    assert len(set(URLS)) >= 40


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_private_address_is_not_reached(address: str) -> None:
    assert not may_reach(address)


@pytest.mark.parametrize("address", FINE)
def test_a_public_one_is(address: str) -> None:
    assert may_reach(address)


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_reached(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    """The list is never more open than the library's own."""
    if not address.is_global or address.is_multicast:
        assert not may_reach(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_not_reached(address: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:", "64:ff9b::", "::"):
        assert not may_reach(f"{prefix}{address}")
    assert not may_reach(f"2002:{int(address) >> 16:x}:{int(address) & 0xFFFF:x}::1")


def test_this_machine_only_where_it_is_asked_for() -> None:
    assert may_reach("127.0.0.1", loopback=True)
    assert may_reach("::1", loopback=True)
    assert not may_reach("10.0.0.1", loopback=True)


@pytest.mark.parametrize("url", URLS)
def test_a_hostile_url_is_refused(url: str) -> None:
    assert isinstance(read_url(url), EndpointUrlRefused)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "https://hooks.example.com:8443/seedbank?team=7",
        "https://xn--fiqs8s.example.cn/",
        "https://93.184.216.34/hook",
        "https://[2606:4700::1111]/hook",
        "https://example.com/".ljust(URL_MAX, "a"),
    ],
)
def test_an_ordinary_one_is_taken_as_it_is(url: str) -> None:
    assert read_url(url) == url


def test_plain_http_only_to_this_machine_where_it_is_asked_for() -> None:
    url = "http://127.0.0.1:8080/hook"
    assert read_url(url, loopback=True) == url
    for each in (
        "http://example.com/",
        "http://10.0.0.1/",
        "http://127.0.0.2/",
        "https://10.0.0.1/",
    ):
        assert isinstance(read_url(each, loopback=True), EndpointUrlRefused)
