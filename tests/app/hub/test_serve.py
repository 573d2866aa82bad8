"""Listening: at once, at any address, and with a clear word when it cannot be."""

import socket

import pytest

from app.errors import InputError
from app.hub.serve import listener


def test_a_taken_address_is_said_so():
    refused = pytest.raises(InputError, match="cannot listen")
    with listener("127.0.0.1", 0) as taken, refused, listener(*taken.getsockname()):
        pass


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_said_so(host):
    with pytest.raises(InputError, match="cannot listen"), listener(host, 0):
        pass


def test_answers_do_not_wait_for_acknowledgements():
    with listener("127.0.0.1", 0) as hub, socket.create_connection(hub.getsockname()):
        accepted, _ = hub.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
