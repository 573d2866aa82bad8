"""Where this machine is in its network."""

import socket

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not listened on
ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation: a datagram socket to it sends nothing, but shows the way out."""


def reached_at(host: str) -> str:
    """Return where others reach what listens on *host*, as far as this machine can tell."""
    return _own_address() if host in EVERYWHERE else host


def _own_address() -> str:
    """Return this machine's address in its network; loopback when it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
