"""A network cable between stations and hub that can be pulled out and put back."""

import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

GLANCE_S = 0.05
BLOCK_BYTES = 65_536


class Cable:
    """Carries TCP connections to *target* on this machine until it is cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(GLANCE_S)
        self._is_whole = threading.Event()
        self._is_whole.set()
        self._is_over = threading.Event()
        self._carriers: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept, name="cable")
        self._thread.start()

    @property
    def address(self) -> str:
        """``HOST:PORT`` at which the stations reach the hub."""
        host, port = self._listening.getsockname()
        return f"{host}:{port}"

    def cut(self) -> None:
        """Break every connection and let no new one through."""
        self._is_whole.clear()

    def heal(self) -> None:
        """Let connections through again."""
        self._is_whole.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        self._thread.join()
        for carrier in self._carriers:
            carrier.join()
        self._listening.close()

    def _accept(self) -> None:
        while not self._is_over.is_set():
            with contextlib.suppress(TimeoutError):
                near, _ = self._listening.accept()
                carrier = threading.Thread(target=self._carry, args=(near,), name="wire")
                self._carriers.append(carrier)
                carrier.start()

    def _carry(self, near: socket.socket) -> None:
        """Move bytes both ways until one side ends or the cable is cut."""
        with near, contextlib.suppress(OSError):
            if not self._is_whole.is_set():
                return
            with socket.create_connection(self._target) as far:
                for source, sink in self._readable(near, far):
                    block = source.recv(BLOCK_BYTES)
                    if not block:
                        return
                    sink.sendall(block)

    def _readable(
        self, near: socket.socket, far: socket.socket
    ) -> Iterator[tuple[socket.socket, socket.socket]]:
        other = {near: far, far: near}
        while self._is_whole.is_set() and not self._is_over.is_set():
            ready, _, _ = select.select([near, far], [], [], GLANCE_S)
            yield from ((source, other[source]) for source in ready)
