"""Hubs that announce themselves over real multicast on the loopback interface."""

import asyncio
import secrets
import threading
from dataclasses import replace

import pytest
from zeroconf import DNSOutgoing, DNSPointer, Zeroconf, const

from app.errors import HubUnreachableError
from app.hub.announcing import PIN_LETTERS, Notice
from app.hub.certificate import identity
from app.sync.discovery import SERVICE, HubHint, find_hubs, moved_address
from app.sync.enrolment import read_address
from app.sync.replica import Replica
from tests.app.network import CLOCK

LISTEN_S = 1.0
LISTENINGS = 20
"""So often a test listens: a busy machine may need longer to hear."""
NOWHERE = "127.0.0.1:9"
NAME = secrets.token_hex(4)
"""Other runs of these tests speak in the same network."""


@pytest.fixture
def network():
    """Two ends of one network: who announces, and who listens."""
    speaker, ears = (Zeroconf(interfaces=["127.0.0.1"]) for _ in range(2))
    yield speaker, ears
    ears.close()
    speaker.close()


def heard(is_it, ears):
    """Listen until *is_it* is among the hints; return whether it ever was."""
    return any(any(is_it(hint) for hint in find_hubs(LISTEN_S, ears)) for _ in range(LISTENINGS))


async def moved(lost, ears):
    """Listen until the hub of *lost* proved to be elsewhere."""
    for _ in range(LISTENINGS):
        if address := await moved_address(lost, LISTEN_S, ears):
            return address
    return None


def announced(address, pin):
    """Return what a hub with that pin says at that address."""
    return Notice(NAME, *read_address(address), pin).service()


def test_a_hub_is_heard_with_address_and_beginning_of_its_pin(network, tmp_path):
    speaker, ears = network
    pin = identity(tmp_path).pin
    speaker.register_service(announced("127.0.0.1:8443", pin))

    hint = HubHint("127.0.0.1:8443", pin[:PIN_LETTERS], NAME)
    assert heard(lambda one: one == hint, ears)


def test_a_hub_at_another_address_is_found_again_and_kept(network, hub, first):
    speaker, ears = network
    link = first.book.link()
    first.book.save_link(replace(link, address=NOWHERE))
    speaker.register_service(announced(hub.address, link.pin))
    first.say("r3")

    def seek(lost):
        return moved(lost, ears)

    result = Replica(first.journal, first.book, CLOCK, seek=seek).sync_once()

    assert result.unsent == 0
    assert first.book.link().address == hub.address


def test_an_impostor_who_announces_the_pin_is_told_nothing(network, first, impostor):
    speaker, ears = network
    lost = replace(first.book.link(), address=NOWHERE)
    speaker.register_service(announced(impostor.address_text, lost.pin))

    assert heard(lambda one: one.name == NAME, ears)
    assert asyncio.run(moved_address(lost, LISTEN_S, ears)) is None
    impostor.wait()
    assert impostor.heard == b""
    assert impostor.handshakes == 1


def test_a_hub_that_nobody_hears_of_stays_out_of_reach(first):
    first.book.save_link(replace(first.book.link(), address=NOWHERE))

    async def seek(_lost):
        return None

    with pytest.raises(HubUnreachableError):
        Replica(first.journal, first.book, CLOCK, seek=seek).sync_once()


def test_an_announced_address_is_read_back():
    assert read_address(HubHint("192.168.1.5:8443", "A", "x").address) == ("192.168.1.5", 8443)
    assert not HubHint("192.168.1.5:8443", "", "x").fits("ABC")


def test_a_name_that_is_none_hides_no_hub(network, tmp_path):
    speaker, ears = network
    shout = DNSOutgoing(const._FLAGS_QR_RESPONSE | const._FLAGS_AA)
    pointer = DNSPointer(SERVICE, const._TYPE_PTR, const._CLASS_IN, 60, "x._http._tcp.local.")
    shout.add_answer_at_time(pointer, 0)
    speaker.register_service(announced("127.0.0.1:8443", identity(tmp_path).pin))
    shouting = threading.Timer(LISTEN_S / 2, speaker.send, [shout])
    shouting.start()

    assert heard(lambda one: one.name == NAME, ears)
    shouting.join()
