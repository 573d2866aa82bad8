"""Keys that rotate and bodies that are packed, over real sockets."""

import asyncio
import ssl
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import zstandard

from app.errors import HubRefusedError
from app.hub.certificate import identity
from app.ports.link import HubLink
from app.sync import wire
from app.sync.central import Central
from app.sync.packing import packed, unpacked
from app.sync.signing import is_signed_by, new_key, public_part
from tests.app.journals import Pen

KEY = new_key()
REPLY = wire.PullReply(epoch="e", entries=[], next=0, now_ms=5, next_pin="x" * 5000)


@contextmanager
def hub_with(own, body: bytes = wire.encode(REPLY), coding: str = ""):
    """Serve one answer under the key of *own*; yields address and what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            length = int(self.headers.get("Content-Length", 0))
            asked.append((dict(self.headers), self.rfile.read(length)))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Accept-Encoding", wire.ZSTD)
            if coding:
                self.send_header("Content-Encoding", coding)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.do_GET()

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own.certificate_file, own.key_file)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def keys(tmp_path):
    """Three keys that a hub may have."""
    for name in "abc":
        (tmp_path / name).mkdir()
    return [identity(tmp_path / name) for name in "abc"]


def link_to(address, own, following=None):
    return HubLink(
        address=address,
        pin=own.pin,
        next_pin=following.pin if following else "",
        token="t",  # noqa: S106 - for nobody
        signing_key=KEY,
        epoch="e",
    )


def ask(link, question):
    async def inside():
        async with Central.of(link) as central:
            reply = await question(central)
            return reply, central.pin

    return asyncio.run(inside())


def test_the_present_and_the_next_key_are_both_the_hubs(keys):
    present, following, _ = keys
    for own in (present, following):
        with hub_with(own) as (address, _):
            link = link_to(address, present, following)
            _, met = ask(link, lambda central: central.pull(wire.PullQuery()))
            assert met == own.pin


def test_a_key_that_was_never_told_is_sent_nothing(keys):
    present, following, other = keys
    with hub_with(other) as (address, asked):
        link = link_to(address, present, following)
        with pytest.raises(HubRefusedError, match="nothing was sent"):
            ask(link, lambda central: central.pull(wire.PullQuery()))
        assert asked == []


def test_the_former_key_is_a_strangers_once_the_next_one_was_met(keys):
    present, following, _ = keys
    with hub_with(present) as (address, asked):
        link = replace(link_to(address, present), pin=following.pin)
        with pytest.raises(HubRefusedError, match="nothing was sent"):
            ask(link, lambda central: central.pull(wire.PullQuery()))
        assert asked == []


def test_a_packed_answer_is_asked_for_and_read(keys):
    with hub_with(keys[0], packed(wire.encode(REPLY)), wire.ZSTD) as (address, asked):
        reply, _ = ask(link_to(address, keys[0]), lambda central: central.pull(wire.PullQuery()))

    assert reply == REPLY
    assert wire.ZSTD in asked[0][0]["Accept-Encoding"]


def test_a_push_is_packed_for_a_hub_that_said_it_unpacks_and_signed_as_it_was(keys):
    pen = Pen("a")
    for number in range(50):
        pen.register(f"r{number}")
    push = wire.PushRequest(epoch="e", station="a", entries=pen.entries)

    async def both(central):
        await central.status()
        return await central.push(push)

    body = wire.encode(
        wire.StatusReply(epoch="e", event="", position=0, heads={}, stations=[], now_ms=1)
    )
    acked = body[:-1] + b',"acked":3}'
    with hub_with(keys[0], acked) as (address, asked):
        ask(link_to(address, keys[0]), both)
    headers, sent = asked[1]

    assert headers["Content-Encoding"] == wire.ZSTD
    assert unpacked(sent) == wire.encode(push)
    assert len(sent) < len(wire.encode(push)) / 4
    assert is_signed_by(public_part(KEY), unpacked(sent), headers[wire.SIGNATURE])


def test_a_body_that_unpacks_to_too_much_is_no_hubs(keys):
    bomb = zstandard.ZstdCompressor().compress(b" " * (wire.MAX_BODY_BYTES + 1))
    assert len(bomb) < 100_000
    with hub_with(keys[0], bomb, wire.ZSTD) as (address, _):
        link = link_to(address, keys[0])
        with pytest.raises(HubRefusedError, match="not like a hub"):
            ask(link, lambda central: central.pull(wire.PullQuery()))


@pytest.mark.parametrize("noise", [b"", b"noise", packed(b"x" * 5000)[:-9]])
def test_a_body_that_is_not_packed_as_it_says_is_no_hubs(keys, noise):
    with hub_with(keys[0], noise, wire.ZSTD) as (address, _):
        link = link_to(address, keys[0])
        with pytest.raises(HubRefusedError, match="not like a hub"):
            ask(link, lambda central: central.pull(wire.PullQuery()))


def test_whoever_shows_a_certificate_that_nobody_can_read_is_sent_nothing(tmp_path):
    own = identity(tmp_path)
    version, none = b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x07"
    certificate = ssl.PEM_cert_to_DER_cert(own.certificate_file.read_text())
    odd = certificate.replace(version, none, 1)
    own.certificate_file.write_text(ssl.DER_cert_to_PEM_cert(odd))

    assert odd != certificate
    with hub_with(own) as (address, asked):
        with pytest.raises(HubRefusedError, match="nothing was sent"):
            ask(link_to(address, own), Central.prove)
        assert asked == []
