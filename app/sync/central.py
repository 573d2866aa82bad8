"""Talking to the hub, and to nobody else: the pin is compared before anything is sent.

The hub's certificate is fetched in a bare handshake. Only when the SHA-256 of its public key
is the pin does it become the one certificate that later connections trust; names and dates
in it mean nothing, because a station's clock may be wrong by years.
"""

import asyncio
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.errors import (
    EnrolmentError,
    HubRefusedError,
    HubUnreachableError,
    JournalForkedError,
)
from app.ports.link import HubLink
from app.sync import wire
from app.sync.enrolment import pin_of, read_address
from app.sync.signing import sign

CONNECT_TIMEOUT_S = 5
REPLY_TIMEOUT_S = 20

_Reply = TypeVar("_Reply", bound=msgspec.Struct)
_ENROLMENT_REASONS = {wire.BAD_CODE, wire.TOO_MANY_TRIES, wire.OTHER_STATION}


class Central:
    """The hub as one station sees it; lives in one event loop, use with ``async with``."""

    def __init__(self, address: str, pin: str, token: str = "", signing_key: str = "") -> None:
        self._address = address
        self._pin = pin
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._signing_key = signing_key
        self._client: httpx.AsyncClient | None = None

    @classmethod
    def of(cls, link: HubLink) -> Self:
        """Return the hub that *link* leads to; nothing is sent yet."""
        return cls(link.address, link.pin, link.token, link.signing_key)

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

    async def push(self, request: wire.PushRequest) -> wire.PushReply:
        """Hand over entries, signed by this station's key.

        Raises:
            HubUnreachableError: no answer; they may have arrived all the same.
            HubRefusedError: the hub says no.
        """
        body = wire.encode(request)
        signature = {wire.SIGNATURE: sign(self._signing_key, body)}
        return await self._ask("POST", "/v1/entries", wire.PushReply, body=body, headers=signature)

    async def pull(self, link: HubLink, wait_s: float = 0) -> wire.PullReply:
        """Ask for what comes behind the link's cursor.

        Args:
            link: Cursor, mark and acknowledged number let the hub notice that it was
                restored from a backup.
            wait_s: How long the hub may wait for something new, at most `wire.WAIT_S`.

        Raises:
            HubUnreachableError: no answer.
            HubRefusedError: the hub says no, or sends entries of a newer format.
        """
        query = wire.PullQuery(
            after=link.cursor, wait=wait_s, epoch=link.epoch, mark=link.mark, acked=link.acked
        )
        reply = await self._ask(
            "GET", "/v1/entries", wire.PullReply, query=wire.plain(query), patience_s=wait_s
        )
        if not all(wire.is_readable(entry) for _, entry in reply.entries):
            sentence = (
                "The hub has entries of a newer release; update Empfang on this station."
                " What is recorded here still reaches the hub."
            )
            raise HubRefusedError(sentence)
        return reply

    async def status(self) -> wire.StatusReply:
        """Ask how the hub is.

        Raises:
            HubUnreachableError: no answer.
            HubRefusedError: the hub says no.
        """
        return await self._ask("GET", "/v1/status", wire.StatusReply)

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
            response = await client.request(
                method,
                path,
                content=body,
                headers=headers,
                params=query,
                timeout=httpx.Timeout(REPLY_TIMEOUT_S + patience_s, connect=CONNECT_TIMEOUT_S),
            )
        except (httpx.TransportError, ssl.SSLError) as error:
            # The next try fetches the certificate anew: the hub may have a fresh one.
            await self._forget_client()
            raise self._unreachable(error) from error
        return self._read(response, kind)

    def _read(self, response: httpx.Response, kind: type[_Reply]) -> _Reply:
        try:
            if response.is_success:
                return wire.decode(response.content, kind)
            refusal = wire.decode(response.content, wire.Refusal)
        except wire.WireError as error:
            sentence = f"{self._address} answers, but not like a hub of Empfang."
            raise HubRefusedError(sentence) from error
        if response.is_server_error:
            raise HubUnreachableError(refusal.sentence)
        if refusal.reason == wire.FORKED:
            raise JournalForkedError(refusal.sentence)
        if refusal.reason in _ENROLMENT_REASONS:
            raise EnrolmentError(refusal.sentence)
        raise HubRefusedError(refusal.sentence)

    async def _connected(self) -> httpx.AsyncClient:
        if self._client is None:
            certificate = await self._pinned_certificate()
            self._client = httpx.AsyncClient(
                base_url=f"https://{self._address}",
                headers=self._headers,
                verify=_trusting_only(certificate),
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
        if _pin_of_certificate(certificate) != self._pin:
            sentence = (
                f"{self._address} does not have the key of the hub that this station was enrolled"
                " with, so nothing was sent. Check the address, or join again with a new"
                " enrolment if the hub was set up anew."
            )
            raise HubRefusedError(sentence)
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


def _pin_of_certificate(certificate: bytes) -> str:
    key = x509.load_der_x509_certificate(certificate).public_key()
    return pin_of(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _trusting_only(certificate: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(certificate))
    return context
