"""Telling the local network that a hub is here: a hint only, stations still compare the pin.

Many networks at venues pass no multicast on; the typed address and the QR code always work.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from zeroconf import Error as ZeroconfError
from zeroconf import InterfaceChoice, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from app.hub.addresses import reached_at

SERVICE = "_empfang._tcp.local."
PIN_LETTERS = 8

_TROUBLES = (OSError, ZeroconfError, RuntimeError)

logger = logging.getLogger(__name__)

Interfaces = Sequence[str] | InterfaceChoice


@dataclass(frozen=True, slots=True)
class Notice:
    """What is announced: the hub's id, which is the same for every event, where it is, its pin."""

    hub: str
    host: str
    port: int
    pin: str

    def service(self) -> ServiceInfo:
        """Return it as zeroconf says it; of the pin only the beginning."""
        return ServiceInfo(
            SERVICE,
            f"{self.hub}.{SERVICE}",
            port=self.port,
            parsed_addresses=[reached_at(self.host)],
            properties={"hub": self.hub, "pin": self.pin[:PIN_LETTERS]},
            server=f"{socket.gethostname().partition('.')[0]}.local.",
        )


async def announce(notice: Notice, interfaces: Interfaces = InterfaceChoice.All) -> None:
    """Announce a hub until cancelled; where that cannot be, nothing else suffers.

    Args:
        notice: What is announced.
        interfaces: Addresses of this machine at which it is told.
    """
    network: AsyncZeroconf | None = None
    try:
        network = AsyncZeroconf(interfaces=interfaces)
        await network.async_register_service(notice.service(), allow_name_change=True)
        await asyncio.Event().wait()
    except _TROUBLES as error:
        logger.info("the hub is not announced: %s", error)
    finally:
        if network is not None:
            with contextlib.suppress(*_TROUBLES):
                await network.async_close()
