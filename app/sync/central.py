"""Talking to the hub, and to nobody else: the pin is compared before anything is sent.

The hub's certificate is fetched in a bare handshake. Only when the SHA-256 of its public key
is the pin does it become the one certificate that later connections trust; names and dates
in it mean nothing, because a station's clock may be wrong by years.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import msgspec

from app.errors import (
    EnrolmentError,
    HubRefusedError,
    HubUnreachableError,
    JournalForkedError,
    StationRevokedError,
    SyncError,
)
from app.ports.link import HubLink
from app.sync import wire
from app.sync.enrolment import read_address
from app.sync.packing import WORTHWHILE_BYTES, packed, unpacked
from app.sync.pinning import pin_of_certificate, trusting_only
from app.sync.signing import sign

CONNECT_TIMEOUT_S = 5
REPLY_TIMEOUT_S = 20

_Reply = TypeVar("_Reply", bound=msgspec.Struct)
_ENROLMENT_REASONS = {wire.BAD_CODE, wire.TOO_MANY_TRIES, wire.OTHER_STATION}


class Central:
    """The hub as one station sees it; lives in one event loop, use with ``async with``.

    ``pin`` is that of the key by which the hub was recognised last, empty before.
    """

    def __init__(self, address: str, pin: str) -> None:
        self.pin = ""
        self._address = address
        self._pins = {pin}
        self._token = ""
        self._signing_key = ""
        self._unpacks = False
        self._client: httpx.AsyncClient | None = None

    @classmethod
    def of(cls, link: HubLink) -> Self:
        """Return the hub that *link* leads to; nothing is sent yet."""
        central = cls(link.address, link.pin)
        central.know(link)
        return central

    def know(self, link: HubLink) -> None:
        """Go on as whom *link* says this station is, with the keys that the hub may have."""
        self._pins = {link.pin, link.next_pin} - {""}
        self._token, self._signing_key = link.token, link.signing_key

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._forget_client()

    async def enrol(self, request: wire.EnrolRequest) -> wire.EnrolReply:
        """Show the one-time code.

        Raises:
            HubUnreachableError: no answer.
            EnrolmentError: the hub does not take the code.
            HubRefusedError: the hub says no for another reason, or is another one.
        """
        return await self._ask("POST", "/v1/enrol", wire.EnrolReply, body=wire.encode(request))

    async def prove(self) -> None:
        """Make sure that the hub is here and has the key it should have; nothing is sent.

        Raises:
            HubUnreachableError: no answer.
            HubRefusedError: somebody else is here.
        """
        await self._connected()

    async def push(self, request: wire.PushRequest) -> wire.PushReply:
        """Hand over entries, signed by this station's key.

        Raises:
            HubUnreachableError: no answer; they may have arrived all the same.
            JournalForkedError: the hub has others under their numbers.
            HubRefusedError: the hub says no.
        """
        body = wire.encode(request)
        headers = {wire.SIGNATURE: sign(self._signing_key, body)}
        if self._unpacks and len(body) >= WORTHWHILE_BYTES:
            headers["Content-Encoding"] = wire.ZSTD
            body = packed(body)
        return await self._ask("POST", "/v1/entries", wire.PushReply, body=body, headers=headers)

    async def renew(self, request: wire.RenewRequest) -> wire.EnrolReply:
        """Ask for another identity, signed by the present key.

        Raises:
            HubUnreachableError: no answer; asking again gives the same one.
            HubRefusedError: the hub says no.
        """
        body = wire.encode(request)
        headers = {wire.SIGNATURE: sign(self._signing_key, body)}
        return await self._ask("POST", "/v1/station", wire.EnrolReply, body=body, headers=headers)

    async def pull(self, query: wire.PullQuery) -> wire.PullReply:
        """Ask for what comes behind a cursor.

        Raises:
            HubUnreachableError: no answer.
            HubRefusedError: the hub says no.
        """
        return await self._ask(
            "GET",
            "/v1/entries",
            wire.PullReply,
            query=wire.plain(query),
            patience_s=query.wait,
        )

    async def status(self) -> wire.StatusReply:
        """Ask how the hub is.

        Raises:
            HubUnreachableError: no answer.
            HubRefusedError: the hub says no.
        """
        return await self._ask("GET", "/v1/status", wire.StatusReply)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[httpx.Response]:
        """Ask for all entries in one file; the body is read by whoever keeps it.

        Raises:
            HubUnreachableError: no answer, or it broke off.
            HubRefusedError: the hub has none for this release.
        """
        client = await self._connected()
        try:
            async with client.stream(
                "GET",
                "/v1/snapshot",
                headers=self._headers({"Accept-Encoding": "identity"}),
                timeout=httpx.Timeout(REPLY_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            ) as response:
                if not response.is_success:
                    raise self._refusal(response, await _body(response))
                yield response
        except (httpx.TransportError, ssl.SSLError) as error:
            await self._forget_client()
            raise self._unreachable(error) from error

    async def _ask(  # noqa: PLR0913 - one request has these parts
        self,
        method: str,
        path: str,
        kind: type[_Reply],
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        patience_s: float = 0,
    ) -> _Reply:
        client = await self._connected()
        try:
            async with client.stream(
                method,
                path,
                content=body,
                headers=self._headers(headers or {}),
                params=query,
                timeout=httpx.Timeout(REPLY_TIMEOUT_S + patience_s, connect=CONNECT_TIMEOUT_S),
            ) as response:
                return await self._read(response, kind)
        except (httpx.TransportError, ssl.SSLError) as error:
            # The next try fetches the certificate anew: the hub may have a fresh one.
            await self._forget_client()
            raise self._unreachable(error) from error

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        own = {"Accept-Encoding": f"{wire.ZSTD}, gzip"}
        if self._token:
            own["Authorization"] = f"Bearer {self._token}"
        return {**own, **more}

    async def _read(self, response: httpx.Response, kind: type[_Reply]) -> _Reply:
        self._unpacks = wire.ZSTD in response.headers.get("Accept-Encoding", "")
        try:
            body = await _body(response)
            if not response.is_success:
                raise self._refusal(response, body)
            return wire.decode(body, kind)
        except (wire.WireError, httpx.DecodingError) as error:
            raise self._stranger() from error

    def _refusal(self, response: httpx.Response, body: bytes) -> SyncError:
        """Return the hub's no as an error."""
        try:
            refusal = wire.decode(body, wire.Refusal)
        except wire.WireError:
            return self._stranger()
        if response.is_server_error:
            return HubUnreachableError(refusal.sentence)
        if refusal.reason == wire.FORKED:
            return JournalForkedError(refusal.sentence, refusal.seq)
        if refusal.reason == wire.REVOKED:
            return StationRevokedError(refusal.sentence)
        if refusal.reason in _ENROLMENT_REASONS:
            return EnrolmentError(refusal.sentence)
        return HubRefusedError(refusal.sentence)

    def _stranger(self) -> HubRefusedError:
        return HubRefusedError(f"{self._address} answers, but not like a hub of Empfang.")

    async def _connected(self) -> httpx.AsyncClient:
        if self._client is None:
            certificate = await self._pinned_certificate()
            self._client = httpx.AsyncClient(
                base_url=f"https://{self._address}",
                verify=trusting_only(certificate),
                # Proxies and certificates of the environment are not for the hub.
                trust_env=False,
            )
        return self._client

    async def _pinned_certificate(self) -> bytes:
        """Return the hub's certificate (DER) after comparing its key with the pin."""
        host, port = read_address(self._address)
        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname = False
        blind.verify_mode = ssl.CERT_NONE
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                _, writer = await asyncio.open_connection(host, port, ssl=blind)
        except (OSError, TimeoutError, UnicodeError) as error:
            raise self._unreachable(error) from error
        try:
            certificate: bytes = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        finally:
            writer.transport.abort()
        pin = pin_of_certificate(certificate)
        if not pin or pin not in self._pins:
            sentence = (
                f"{self._address} does not have the key of the hub that this station was enrolled"
                " with, so nothing was sent. Check the address, or join again with a new"
                " enrolment if the hub was set up anew."
            )
            raise HubRefusedError(sentence)
        self.pin = pin
        return certificate

    async def _forget_client(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    def _unreachable(self, error: Exception) -> HubUnreachableError:
        why = str(error) or type(error).__name__
        sentence = (
            f"The hub at {self._address} does not answer ({why}). Everything is kept here and"
            " sent as soon as it does."
        )
        return HubUnreachableError(sentence)


async def _body(response: httpx.Response) -> bytes:
    """Return an answer's body, unpacked; no more is kept than a body may have.

    Raises:
        WireError: it is larger, or packed in a way that was not asked for.
    """
    is_zstd = response.headers.get("Content-Encoding", "") == wire.ZSTD
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.aiter_raw() if is_zstd else response.aiter_bytes():
        size += len(chunk)
        if size > wire.MAX_BODY_BYTES:
            sentence = f"The answer is larger than {wire.MAX_BODY_BYTES} bytes"
            raise wire.WireError(sentence)
        chunks.append(chunk)
    body = b"".join(chunks)
    return unpacked(body) if is_zstd else body
