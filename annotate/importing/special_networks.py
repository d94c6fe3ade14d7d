"""Networks on which no news site can be."""

from ipaddress import IPv4Network, IPv6Network, ip_network

# Every block of IANA's special-purpose address registries of 18 July 2026, reachable or not: those that are reachable
# serve the internet's plumbing. Left out are blocks inside a listed one, and two that contain IPv4 addresses, which are
# checked as such: ::ffff:0:0/96 and 64:ff9b::/96.
# https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry
_SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 240.0.0.0/4
    ::/128 ::1/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
    5f00::/16 fc00::/7 fe80::/10
"""
_MULTICAST = "224.0.0.0/4 ff00::/8"  # RFC 5771 and RFC 4291; they have registries of their own
# Azure's metadata and DNS server; it answers inside that cloud only. The other clouds use special-purpose addresses.
# https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
_CLOUDS = "168.63.129.16/32"

SPECIAL_NETWORKS: list[IPv4Network | IPv6Network] = [
    ip_network(block) for block in f"{_SPECIAL} {_MULTICAST} {_CLOUDS}".split()
]
