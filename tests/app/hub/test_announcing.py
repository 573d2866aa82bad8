"""A hub tells the local network that it is here; where nobody can hear it, nothing else suffers."""

import asyncio

import pytest
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from app.hub.announcing import SERVICE, Notice, announce

LOOPBACK = ["127.0.0.1"]
PATIENCE_MS = 60_000


@pytest.fixture
def notice(tmp_path):
    """A hub of this test's run only: other hubs of this machine announce themselves, too."""
    hub = f"{abs(hash(tmp_path)):012x}"[:12]
    return Notice(hub, "127.0.0.1", 8443, "PINPINPINPINPIN")


def test_a_hub_is_heard_with_address_and_the_beginning_of_its_pin(notice):
    async def main():
        announcing = asyncio.create_task(announce(notice, LOOPBACK))
        network = AsyncZeroconf(interfaces=LOOPBACK)
        found = AsyncServiceInfo(SERVICE, f"{notice.hub}.{SERVICE}")
        is_found = await found.async_request(network.zeroconf, PATIENCE_MS)
        await network.async_close()
        announcing.cancel()
        await asyncio.wait([announcing])
        return is_found, found

    is_found, found = asyncio.run(main())

    assert is_found
    assert (found.parsed_addresses(), found.port) == (["127.0.0.1"], 8443)
    assert found.decoded_properties == {"hub": notice.hub, "pin": "PINPINPI"}


def test_what_cannot_be_announced_is_no_failure():
    unspeakable = Notice("x" * 80, "127.0.0.1", 8443, "PIN")

    assert asyncio.run(announce(unspeakable, LOOPBACK)) is None
