"""Whether an address is one of the public internet, whatever it is wrapped in."""

from ipaddress import IPv6Address, ip_address, ip_network

# An address of version 4 inside one of version 6 leads where the inner one does: to be safe, nowhere.
WRAPPED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96")))


def public(address: str) -> bool:
    try:
        it = ip_address(address)
    except ValueError:
        return False
    if isinstance(it, IPv6Address) and (it.ipv4_mapped or it.scope_id or any(it in net for net in WRAPPED)):
        return False
    return it.is_global and not it.is_multicast and not it.is_reserved
