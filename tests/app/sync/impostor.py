"""Somebody at the hub's address who is not the hub."""

import contextlib
import socket
import ssl
import threading

from app.hub.certificate import identity
from app.sync.enrolment import address_text


class EavesDropper:
    """A TLS server with a key of its own that writes down what strangers send it.

    It waits for so many *visits*, one after the other.
    """

    def __init__(self, folder, visits=1):
        self._visits = visits
        self.heard = b""
        self.handshakes = 0
        folder.mkdir()
        own = identity(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own.certificate_file, own.key_file)
        raw = socket.create_server(("127.0.0.1", 0))
        raw.settimeout(60)
        self.address = raw.getsockname()
        self._listening = context.wrap_socket(raw, server_side=True)
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.wait()
        self._listening.close()

    def wait(self) -> None:
        """Return when the last stranger has gone."""
        self._thread.join()

    @property
    def address_text(self) -> str:
        return address_text(*self.address)

    def _serve(self):
        with contextlib.suppress(TimeoutError):
            for _ in range(self._visits):
                connection, _ = self._listening.accept()
                self.handshakes += 1
                with connection, contextlib.suppress(OSError):
                    self.heard += connection.recv(1000)
