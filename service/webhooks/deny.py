"""Which network addresses a webhook may be sent to: public ones only. Pure.

An explicit list: `is_global` of Python 3.11 lets 192.0.0.192, 64:ff9b::/96 and 2002::/16 through.
"""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_DENIED_4 = tuple(
    ipaddress.IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's own services
        "169.254.0.0/16",  # link-local, and metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
# Of IPv6 only what is handed out to networks at all (2000::/3), and of that not these. Mapped,
# NAT64, unique local, link-local and multicast addresses are outside of it.
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_DENIED_6 = tuple(
    ipaddress.IPv6Network(each)
    for each in (
        "2001::/23",  # protocols, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def may_reach(text: str, *, loopback: bool = False) -> bool:
    """Whether a connection may go to this literal address. `loopback`: this machine too, for
    tests and demos."""
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if "%" in text:
        return False  # an address with a zone is one of a link
    if loopback and address.is_loopback:
        return True
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in each for each in _DENIED_4)
    return address in _PUBLIC_6 and not any(address in each for each in _DENIED_6)
