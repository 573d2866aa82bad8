"""Joining a hub with an enrolment."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from app.errors import HubUnreachableError
from app.ports.link import Fork, HubLink, Identity, SyncBook
from app.sync import wire
from app.sync.central import Central
from app.sync.enrolment import Enrolment
from app.sync.seeking import Seek, stay
from app.sync.signing import new_key, public_part


@dataclass(frozen=True, slots=True)
class Membership:
    """What the hub gave this station: an event and a name, and the link to come back by."""

    event: str
    station: str
    name: str
    link: HubLink


def enrol(
    enrolment: Enrolment, *, event: str = "", station: str = "", seek: Seek = stay
) -> Membership:
    """Show a one-time code to the hub and be admitted; nothing is kept here yet.

    Args:
        enrolment: What the hub showed.
        event: Id of the event that this station has; empty with an empty folder.
        station: Id under which this station writes; empty with an empty folder.
        seek: Looks for the hub at another address when it does not answer at the typed one.

    Raises:
        HubUnreachableError: no answer; the code stays good.
        EnrolmentError: the code is wrong, used or too old.
        HubRefusedError: another hub, another event, or a hub without event.
    """
    return asyncio.run(_enrol_or_seek(enrolment, event, station, seek))


def join(
    enrolment: Enrolment,
    *,
    event: str,
    station: str,
    open_book: Callable[[Membership], SyncBook],
    seek: Seek = stay,
) -> Membership:
    """Be admitted by a hub and keep the link.

    Args:
        enrolment: What the hub showed.
        event: Id of the event that this station has; empty with an empty folder.
        station: Id under which this station writes; empty with an empty folder.
        open_book: Returns the book of the event; makes an event file where there is none.
        seek: Looks for the hub at another address when it does not answer at the typed one.

    Raises:
        SyncError: see `enrol`.
        StorageError: the link could not be kept; make a new enrolment and join again.
    """
    membership = enrol(enrolment, event=event, station=station, seek=seek)
    belong(membership, open_book(membership), station)
    return membership


def belong(membership: Membership, book: SyncBook, station: str) -> None:
    """Keep the link to a hub that has admitted this station.

    Args:
        membership: What the hub gave.
        book: Where the link is kept.
        station: Id under which this station wrote until now; empty with an empty folder.

    Raises:
        StorageError: the link could not be kept; make a new enrolment and join again.
    """
    if station and membership.station != station:
        # The folder is a copy of another station's. What is in it stays that station's, as
        # far as the hub agrees; what comes is written in the new name.
        end = Fork(station, book.last_seq() + 1)
        name = Identity(station=membership.station, name=membership.name, link=membership.link)
        book.take_identity(end, name)
    elif (link := book.link()) is None or link.token != membership.link.token:
        book.save_link(membership.link)


async def _enrol_or_seek(enrolment: Enrolment, event: str, station: str, seek: Seek) -> Membership:
    address = enrolment.address
    try:
        return await _enrol(enrolment, address, event, station)
    except HubUnreachableError:
        lost = HubLink(address=address, pin=enrolment.pin, token="", signing_key="")
        found = await seek(lost)
        if found is None:
            raise
        return await _enrol(enrolment, found, event, station)


async def _enrol(enrolment: Enrolment, address: str, event: str, station: str) -> Membership:
    key = new_key()
    request = wire.EnrolRequest(
        code=enrolment.code, station=station, event=event, public_key=public_part(key)
    )
    async with Central(address, enrolment.pin) as central:
        reply = await central.enrol(request)
    link = HubLink(
        address=address,
        pin=enrolment.pin,
        token=reply.token,
        signing_key=key,
        epoch=reply.epoch,
    )
    return Membership(reply.event, reply.station, reply.name, link)
