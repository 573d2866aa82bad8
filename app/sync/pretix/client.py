"""Asking a pretix server, as one of its devices: one request, one answer, errors in words.

Whoever asks gets every answer that means something to the question (2xx, 304, 400, 404) as a
`Reply`; everything else is raised as one of `app.sync.pretix.troubles`. Requests are never
repeated here but after a 429, which says itself that nothing was done. The token is in no log,
no error and no address.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

import httpx

from app.clock import Clock, ClockReading, SystemClock
from app.errors import InputError
from app.sync.pretix.pace import HOSTED, Allowance, Sleep
from app.sync.pretix.troubles import (
    PretixBusyError,
    PretixForbiddenError,
    PretixRevokedError,
    PretixSilentError,
    PretixTokenError,
)

SOFTWARE_BRAND = "Empfang"
"""Never with "pretixscan" in it: that changes how the server behaves."""

CONNECT_TIMEOUT_S = 5.0
REPLY_TIMEOUT_S = 30.0
PATIENCE = 3
"""How many times in a row a request that came too early is sent again."""

BUSY_WAIT_S = 5.0
LONGEST_WAIT_S = 300.0
"""Whatever the server says: a station that waits for longer looks broken."""

_API = "/api/v1/"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_MEANINGFUL = {HTTPStatus.NOT_MODIFIED, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server said: ``json`` is None without a body, names of headers are lower case.

    ``asked`` and ``answered`` are this machine's clocks around it, to compare with ``date``.
    """

    status: int
    asked: ClockReading
    answered: ClockReading
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        """Whether it was done."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


class PretixClient:
    """One pretix server as one device sees it; lives in one event loop, use with ``async with``.

    Args:
        base_url: ``https://HOST``, with or without ``/api/v1/`` behind it.
        token: Of the device; empty before it is paired.
        transport: Stands in for the network in tests.
        clock: Measures pauses and how far the server's clock is away.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        base_url: str,
        token: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._base = _base_of(base_url)
        self._token = token
        self._clock = clock or SystemClock()
        host = self._base.host
        is_hosted = host == HOSTED or host.endswith(f".{HOSTED}")
        self._allowance = Allowance(self._clock, is_limited=is_hosted, sleep=sleep)
        self._client = httpx.AsyncClient(
            transport=transport,
            verify=_trusted(),
            timeout=httpx.Timeout(REPLY_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            # A proxy between the hall and the internet is for the internet only.
            trust_env=host not in _LOOPBACK,
        )

    @property
    def address(self) -> str:
        """Where the server is, for people."""
        return self._base.netloc.decode("ascii")

    def use_token(self, token: str) -> None:
        """Go on with the token that pairing or rolling gave."""
        self._token = token

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def get(self, path: str, **params: Any) -> Reply:
        """Ask for something.

        Args:
            path: Behind ``/api/v1/``, or a page's ``next`` as the server gave it.
            params: The query; a list repeats its name, None leaves it out.

        Raises:
            HubUnreachableError: no answer, or not now (`PretixSilentError`, `PretixBusyError`).
            HubRefusedError: the server says no (`PretixTokenError`, `PretixForbiddenError`).
            PretixRevokedError: the device may not come any more.
        """
        query = {name: value for name, value in params.items() if value is not None}
        return await self._ask("GET", path, params=query or None)

    async def get_if_changed(self, path: str, since: str, **params: Any) -> Reply:
        """Ask for something unless it is as it was at *since* (a ``last-modified``): then 304."""
        headers = {"If-Modified-Since": since} if since else {}
        return await self._ask("GET", path, params=params or None, headers=headers)

    async def post(self, path: str, body: Mapping[str, Any], *, key: str = "") -> Reply:
        """Tell something.

        Args:
            path: Behind ``/api/v1/``.
            body: Sent as JSON.
            key: Makes a repetition within 24 hours give the first answer again.

        Raises:
            HubUnreachableError: no answer, or not now; it may have arrived all the same.
            HubRefusedError: the server says no.
            PretixRevokedError: the device may not come any more.
        """
        headers = {"X-Idempotency-Key": key} if key else {}
        return await self._ask("POST", path, json=dict(body), headers=headers)

    async def _ask(self, method: str, path: str, **parts: Any) -> Reply:
        """Send one request; again only when the server says that it was too early."""
        wait_s = BUSY_WAIT_S
        for _ in range(PATIENCE):
            await self._allowance.take()
            asked = self._clock.read()
            response = await self._send(method, path, **parts)
            if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                return self._read(response, asked)
            wait_s = _wait_s(response)
            self._allowance.close(wait_s)
        sentence = f"{self.address} has too much to do and asks to wait. Everything is kept here."
        raise PretixBusyError(sentence, wait_s)

    async def _send(self, method: str, path: str, **parts: Any) -> httpx.Response:
        headers = {"Accept": "application/json", **parts.pop("headers", {})}
        if self._token:
            headers["Authorization"] = f"Device {self._token}"
        url = self._url(path)
        try:
            return await self._client.request(method, url, headers=headers, **parts)
        except (httpx.TransportError, httpx.DecodingError, ssl.SSLError) as error:
            raise PretixSilentError(self._silence(error)) from error

    def _url(self, path: str) -> httpx.URL:
        """Return where *path* is; whatever it says, the token goes to this server only."""
        if not path.startswith(("http://", "https://")):
            return self._base.copy_with(path=self._base.path + path.lstrip("/"))
        page = httpx.URL(path)
        return self._base.copy_with(raw_path=page.raw_path)

    def _read(self, response: httpx.Response, asked: ClockReading) -> Reply:
        status = response.status_code
        said, is_json = _json_of(response)
        if status == HTTPStatus.UNAUTHORIZED:
            raise self._unauthorized(said)
        if status == HTTPStatus.FORBIDDEN and is_json:
            raise PretixForbiddenError(self._forbidden(said))
        if status == HTTPStatus.CONFLICT:
            sentence = f"{self.address} is still busy with the same request. It is sent again."
            raise PretixBusyError(sentence, BUSY_WAIT_S, is_for_all=False)
        if not is_json or not (response.is_success or status in _MEANINGFUL):
            raise PretixSilentError(self._stranger(status), status)
        return Reply(
            status=status,
            json=said,
            headers={name.lower(): value for name, value in response.headers.items()},
            asked=asked,
            answered=self._clock.read(),
        )

    def _unauthorized(self, said: Any) -> PretixTokenError | PretixRevokedError:
        if "revoked" in _detail(said).lower():
            sentence = (
                f"Somebody took this device's access away in pretix ({self.address}). What is here"
                " stays here and nothing more is sent. Pair it anew in pretix under Devices, and"
                " join again, if that was not meant."
            )
            return PretixRevokedError(sentence)
        sentence = (
            f"{self.address} does not know this device. Pair it anew in pretix under Devices and"
            " join again; what is not sent yet is kept."
        )
        return PretixTokenError(sentence)

    def _forbidden(self, said: Any) -> str:
        if "profile" in _detail(said).lower():
            return (
                f"The security profile of this device does not allow that at {self.address}."
                " Choose the profile Full device access in pretix under Devices; nothing is lost"
                " until then."
            )
        return (
            f"This device may not do that at {self.address}: {_detail(said) or 'not allowed'}."
            " Give it access to the event in pretix under Devices; nothing is lost until then."
        )

    def _stranger(self, status: int) -> str:
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            return f"{self.address} leads on to another address. Join with that one, with https."
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return (
                f"{self.address} has a fault ({status}). Everything is kept and sent again later."
            )
        return (
            f"{self.address} answers, but not like pretix ({status}). If this network asks for a"
            " log-in first, do that in a browser. Everything is kept and sent again later."
        )

    def _silence(self, error: Exception) -> str:
        why = str(error) or type(error).__name__
        if isinstance(error, httpx.TimeoutException):
            why = "no answer in time"
        elif "CERTIFICATE_VERIFY_FAILED" in why:
            why = "its certificate is not one that this machine trusts; look at date and address"
        return (
            f"pretix at {self.address} does not answer ({why}). Everything is kept here and sent"
            " as soon as it does."
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Return what this machine trusts; reading it takes longer than many a request."""
    return httpx.create_ssl_context()


def _base_of(address: str) -> httpx.URL:
    """Return where the interface of the server at *address* begins.

    Raises:
        InputError: that is no address.
    """
    sentence = f"{address!r} is no address of a pretix server; one looks like https://pretix.eu."
    try:
        url = httpx.URL(address if "://" in address else f"https://{address}")
    except httpx.InvalidURL as error:
        raise InputError(sentence) from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise InputError(sentence)
    root = url.path.split(_API.rstrip("/"))[0].rstrip("/")
    return url.copy_with(path=f"{root}{_API}", query=None, fragment=None, userinfo=b"")


def _json_of(response: httpx.Response) -> tuple[Any, bool]:
    """Return the body and whether it is what pretix sends: JSON, or nothing at all."""
    if not response.content:
        return None, True
    try:
        return response.json(), True
    except ValueError:
        return None, False


def _detail(said: Any) -> str:
    return str(said.get("detail") or "") if isinstance(said, Mapping) else ""


def _wait_s(response: httpx.Response) -> float:
    """Return how long to wait; a date instead of seconds counts as the usual pause."""
    try:
        said = float(response.headers.get("Retry-After", ""))
    except ValueError:
        return BUSY_WAIT_S
    return min(max(said, 1.0), LONGEST_WAIT_S)
