"""Becoming a device of a pretix server, staying it, and ceasing to be it."""

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from app import VERSION
from app.errors import EnrolmentError, HubRefusedError
from app.ports.pretix import PretixLink
from app.sync.pretix.client import SOFTWARE_BRAND, PretixClient, Reply

SCHEME = "pretix://"
INSECURE = "pretix+http://"
"""Without encryption: for a server on this machine or for tests."""

_HANDSHAKE = 1
"""The latest form of pretix's QR code that is understood here."""

_LONGEST = 190
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_TOKEN = re.compile(r"[A-Za-z0-9]{8,128}")


@dataclass(frozen=True, slots=True)
class Pairing:
    """What pretix shows when a device is added: where it is, and a token that is good once."""

    address: str
    token: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "Pairing":
        """Read ``pretix://HOST/?token=…`` or what pretix's QR code says.

        Raises:
            EnrolmentError: it is neither, or of a newer form.
        """
        bare = text.strip()
        return _of_qr(bare) if bare.startswith("{") else _of_address(bare)


def is_pairing(text: str) -> bool:
    """Whether *text* is meant to be an invitation of pretix."""
    bare = text.strip()
    is_qr = bare.startswith("{") and "handshake_version" in bare
    return is_qr or bare.casefold().startswith((SCHEME, INSECURE))


async def pair(client: PretixClient, pairing: Pairing, *, version: str = VERSION) -> PretixLink:
    """Show the token to pretix and become its device.

    Raises:
        EnrolmentError: the token is wrong, used or was taken back.
        SyncError: see `PretixClient`.
    """
    reply = await client.post("device/initialize", {"token": pairing.token, **_machine(version)})
    if not reply.is_success:
        raise EnrolmentError(_refusal(reply))
    client.use_token(reply.json["api_token"])
    link = PretixLink(
        address=pairing.address,
        organizer=reply.json["organizer"],
        token=reply.json["api_token"],
        device=reply.json["device_id"],
        version=version,
    )
    return _with_device(link, reply.json)


def described(link: PretixLink, reply: Reply) -> PretixLink:
    """Return the link with what pretix says of the device, and of itself (``device/info``)."""
    if not reply.is_success:
        return link
    server = reply.json.get("server", {}).get("version", {}).get("pretix") or ""
    return replace(_with_device(link, reply.json["device"]), server=server)


async def tell_version(
    client: PretixClient, link: PretixLink, *, version: str = VERSION
) -> PretixLink:
    """Tell pretix of another version of this program; it shows that in its list of devices."""
    if link.version == version:
        return link
    reply = await client.post("device/update", _machine(version))
    return replace(link, version=version) if reply.is_success else link


async def roll(client: PretixClient, link: PretixLink, name: str) -> PretixLink:
    """Ask for another token; the one before opens nothing from that moment on.

    Args:
        client: The server, asked with the present token.
        link: How this station is known there.
        name: Whoever asks under the same name within 24 hours gets the same token, so that an
            answer that was lost can be asked for again.

    Raises:
        HubRefusedError: there is none; the present one stays good.
    """
    reply = await client.post("device/roll", {}, key=name)
    if not reply.is_success:
        sentence = (
            f"pretix at {client.address} gave this device no other key ({reply.status}). The"
            " present one stays good; try again, or add a device anew in pretix."
        )
        raise HubRefusedError(sentence)
    client.use_token(reply.json["api_token"])
    return replace(link, token=reply.json["api_token"])


async def revoke(client: PretixClient) -> None:
    """Cease to be a device; pretix lets it in no more, for good."""
    await client.post("device/revoke", {})


def _machine(version: str) -> dict[str, Any]:
    """Return what pretix shows of this machine in its list of devices."""
    said = {
        "hardware_brand": platform.system() or "PC",
        "hardware_model": platform.machine() or "PC",
        "os_name": platform.system() or "?",
        "os_version": platform.release() or "?",
        "software_brand": SOFTWARE_BRAND,
        "software_version": version,
    }
    return {name: value[:_LONGEST] for name, value in said.items()}


def _with_device(link: PretixLink, said: Mapping[str, Any]) -> PretixLink:
    return replace(link, name=said.get("name") or "", profile=said.get("security_profile") or "")


def _refusal(reply: Reply) -> str:
    said = reply.json if isinstance(reply.json, Mapping) else {}
    words = " ".join(map(str, said.get("token") or ())).lower()
    if "already been used" in words:
        why = "The token was used before"
    elif "revoked" in words:
        why = "The token was taken back"
    elif "unknown" in words:
        why = "pretix does not know this token"
    else:
        why = f"pretix does not take this device ({reply.status})"
    return f"{why}; add a device in pretix under Devices and join with what it shows then."


def _of_qr(text: str) -> Pairing:
    try:
        said = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise EnrolmentError(_NO_PAIRING) from error
    if not isinstance(said, dict) or not isinstance(said.get("handshake_version"), int):
        raise EnrolmentError(_NO_PAIRING)
    if said["handshake_version"] > _HANDSHAKE:
        sentence = "This code of pretix is newer than this program; install the update."
        raise EnrolmentError(sentence)
    return _checked(str(said.get("url") or ""), str(said.get("token") or ""))


def _of_address(text: str) -> Pairing:
    parts = urlsplit(text)
    token = (parse_qs(parts.query).get("token") or [""])[0]
    is_plain = text.startswith(INSECURE) or parts.hostname in _LOOPBACK
    path = parts.path.rstrip("/")
    return _checked(f"{'http' if is_plain else 'https'}://{parts.netloc}{path}", token)


def _checked(address: str, token: str) -> Pairing:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _TOKEN.fullmatch(token):
        raise EnrolmentError(_NO_PAIRING)
    return Pairing(address.rstrip("/"), token)


_NO_PAIRING = (
    "That is no invitation of pretix; give the text of the QR code under Devices, or"
    " pretix://HOST/?token=TOKEN."
)
