"""Each fault happens to real connections, is counted, and follows from the seed."""

import contextlib
import random
import socket
import threading

import pytest

from app.commands.fault_proxy import CALM, STORM, Fault, FaultProxy, Weather

MESSAGE = bytes(range(256)) * 400
SOON_S = 60
HURRY = {"longest_delay_s": 0.002, "longest_hold_s": 0.02, "slowest_bytes_a_second": 10_000_000}
DEADLY = (Fault.HOLD, Fault.RESET, Fault.CUT, Fault.HALF_CLOSE, Fault.REFUSE)


@pytest.fixture
def echo():
    """A server that sends back what it is sent; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_echo_all, args=(listening,))
        thread.start()
        yield listening.getsockname()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(SOON_S)


def _echo_all(listening):
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_echo, args=(connection,), daemon=True).start()


def _echo(connection):
    with contextlib.suppress(OSError), connection:
        while block := connection.recv(4096):
            connection.sendall(block)


def weather(fault):
    return Weather({fault: 1}, most_bytes=50_000, **HURRY)


def trip(proxy):
    """Send the message through; return what came back until the end or a reset."""
    host, _, port = proxy.address.rpartition(":")
    back = bytearray()
    with (
        contextlib.suppress(OSError),
        socket.create_connection((host, int(port)), timeout=SOON_S) as connection,
    ):
        sender = threading.Thread(target=_send, args=(connection,))
        sender.start()
        with contextlib.suppress(OSError):
            while len(back) < len(MESSAGE) and (block := connection.recv(65_536)):
                back += block
        sender.join(SOON_S)
    return bytes(back)


def _send(connection):
    with contextlib.suppress(OSError):
        connection.sendall(MESSAGE)


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.DELAY, Fault.SLOW])
def test_a_slow_network_loses_nothing(echo, fault):
    with FaultProxy(echo, 1, weather(fault)) as proxy:
        assert trip(proxy) == MESSAGE

    assert [name for name, count in proxy.faults.items() if count] == (
        [] if fault is Fault.NONE else [fault]
    )


@pytest.mark.parametrize("fault", DEADLY)
def test_a_broken_connection_brings_a_part_at_most(echo, fault):
    with FaultProxy(echo, 1, weather(fault)) as proxy:
        back = trip(proxy)

    assert len(back) < len(MESSAGE)
    assert MESSAGE.startswith(back)
    assert {name: count for name, count in proxy.faults.items() if count} == {fault: 1}


def test_a_cable_is_cut_and_healed(echo):
    with FaultProxy(echo) as proxy:
        proxy.cut()
        assert trip(proxy) == b""
        proxy.heal()
        assert trip(proxy) == MESSAGE


def test_the_seed_says_what_happens():
    def fates(seed):
        chance = random.Random(seed)  # noqa: S311 - faults, no secrets
        return [STORM.fate(chance) for _ in range(200)]

    assert fates(1) == fates(1) != fates(2)
    assert {fate.fault for fate in fates(1)} == set(Fault)


def test_the_calm_after_a_storm(echo):
    with FaultProxy(echo, 3, STORM) as proxy:
        proxy.change(CALM)
        assert [trip(proxy) == MESSAGE for _ in range(5)] == [True] * 5
