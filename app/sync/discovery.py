"""Finding hubs in the same network by zeroconf (RFC 6762, RFC 6763).

What is heard is a hint and nothing more: anybody can announce anything, and many networks of
venues carry no multicast. The pin decides, and is compared before anything is sent.
"""

import asyncio
import threading
from dataclasses import dataclass

from zeroconf import Error as ZeroconfError
from zeroconf import ServiceBrowser, ServiceListener, Zeroconf

from app.errors import SyncError
from app.ports.link import HubLink
from app.sync.central import Central
from app.sync.enrolment import address_text

SERVICE = "_empfang._tcp.local."
PIN = "pin"
LISTEN_S = 3.0
ASK_MS = 1_000


@dataclass(frozen=True, slots=True)
class HubHint:
    """Somebody who says to be a hub; ``pin_prefix`` is the beginning of its pin."""

    address: str
    pin_prefix: str
    name: str

    def fits(self, pin: str) -> bool:
        """Whether this may be the hub with that pin."""
        return bool(self.pin_prefix) and pin.startswith(self.pin_prefix)


def find_hubs(seconds: float = LISTEN_S, network: Zeroconf | None = None) -> list[HubHint]:
    """Return the hubs that can be heard, by address.

    Args:
        seconds: How long to listen.
        network: Where to listen; all interfaces of this machine when it is left out.
    """
    try:
        ears = network or Zeroconf()
    except OSError:
        # Without a network there is nobody to be heard.
        return []
    collector = _Collector()
    try:
        browser = ServiceBrowser(ears, SERVICE, listener=collector)
        threading.Event().wait(seconds)
        browser.cancel()
        hints = [hint for name in sorted(collector.names) for hint in _ask(ears, name)]
    finally:
        if network is None:
            ears.close()
    return sorted(set(hints), key=lambda hint: hint.address)


async def moved_address(
    link: HubLink, seconds: float = LISTEN_S, network: Zeroconf | None = None
) -> str | None:
    """Return another address at which the hub of *link* has proved to be, None without.

    So it is found again when its network gave it another address.
    """
    hints = await asyncio.to_thread(find_hubs, seconds, network)
    pins = [pin for pin in (link.pin, link.next_pin) if pin]
    likely = [hint for hint in hints if any(hint.fits(pin) for pin in pins)]
    for hint in likely:
        if hint.address != link.address and await _is_proved(link, hint.address):
            return hint.address
    return None


async def _is_proved(link: HubLink, address: str) -> bool:
    """Whether somebody at *address* holds the hub's TLS key; nothing is sent there."""
    async with Central(address, link.pin) as central:
        central.know(link)
        try:
            await central.prove()
        except SyncError:
            return False
    return True


class _Collector(ServiceListener):
    """Remembers the names that were announced."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def add_service(self, _zc: Zeroconf, _kind: str, name: str) -> None:
        """Called in the browser's thread."""
        self.names.add(name)

    def update_service(self, _zc: Zeroconf, _kind: str, name: str) -> None:
        """Called in the browser's thread."""
        self.names.add(name)

    def remove_service(self, _zc: Zeroconf, _kind: str, name: str) -> None:
        """Called in the browser's thread."""
        self.names.discard(name)


def _ask(ears: Zeroconf, name: str) -> list[HubHint]:
    """Return what a name stands for, a hint an address; none for a name that is none."""
    try:
        info = ears.get_service_info(SERVICE, name, timeout=ASK_MS)
    except ZeroconfError:
        return []
    if info is None or info.port is None:
        return []
    prefix = (info.properties.get(PIN.encode()) or b"").decode("ascii", "replace")
    label = name.removesuffix(f".{SERVICE}")
    return [
        HubHint(address_text(host, info.port), prefix, label) for host in info.parsed_addresses()
    ]
