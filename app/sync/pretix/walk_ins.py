"""Orders at pretix for people who came without one; whoever gets none is kept and exported.

The ticket's code is the guest's own, so the order leads to that guest whoever downloads it, and
two stations cannot order twice: pretix takes a code once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.model.standing import Origin, Standing
from app.ports import Reads
from app.ports.pretix import WalkInProduct
from app.ports.uploads import NO_TICKET, UploadBook
from app.sync.pretix.client import PretixClient, Reply
from app.sync.pretix.holders import holder_of
from app.sync.pretix.troubles import PretixForbiddenError

FULL = "full"
"""The security profile that may order."""

COMMENT = "Empfang: walk-in"
_CODE_TAKEN = "already exists"


@dataclass(slots=True)
class Ordered:
    """How many orders were made; ``troubles`` are sentences for people, by registration."""

    made: int = 0
    troubles: dict[str, str] = field(default_factory=dict)


def kept_walk_ins(reads: Reads, book: UploadBook) -> list[Standing]:
    """Return who came without being on any list and has no ticket at pretix, as they came."""
    waiting = (one.registration for one in book.open() if one.reason == NO_TICKET)
    found = (holder_of(reads, registration) for registration in dict.fromkeys(waiting))
    guests = (one.standing for one in found if one is not None and one.ticket is None)
    return [one for one in guests if one.origin is Origin.WALK_IN and not one.is_erased]


async def order_for(
    client: PretixClient, organizer: str, product: WalkInProduct, guests: Sequence[Standing]
) -> Ordered:
    """Order the product, free of charge and paid, for each of *guests*.

    Raises:
        PretixForbiddenError: this device may not order.
        HubUnreachableError: no answer; what was ordered is known at the next download.
    """
    ordered = Ordered()
    path = f"organizers/{organizer}/events/{product.event}/orders/"
    for guest in guests:
        reply = await client.post(path, _order(product, guest))
        if reply.is_success:
            ordered.made += 1
        elif _CODE_TAKEN not in str(reply.json):
            ordered.troubles[guest.registration] = _refusal(guest, reply)
    return ordered


async def products(client: PretixClient, organizer: str, event: str) -> list[Mapping[str, Any]]:
    """Return what an event sells.

    Raises:
        SyncError: see `PretixClient`.
    """
    page: str | None = f"organizers/{organizer}/events/{event}/items/"
    found: list[Mapping[str, Any]] = []
    while page:
        reply = await client.get(page)
        if not reply.is_success:
            sentence = f"pretix at {client.address} does not tell what {event} sells."
            raise PretixForbiddenError(sentence)
        found += reply.json["results"]
        page = reply.json["next"]
    return found


def _order(product: WalkInProduct, guest: Standing) -> dict[str, Any]:
    person = guest.person
    email = person.get("email")
    return {
        "status": "p",
        "send_email": False,
        "force": True,
        "comment": COMMENT,
        "positions": [_position(product, guest)],
        **({"email": email} if email else {}),
    }


def _position(product: WalkInProduct, guest: Standing) -> dict[str, Any]:
    person = guest.person
    said: dict[str, Any] = {
        "positionid": 1,
        "item": product.item,
        "variation": product.variation,
        "price": "0.00",
        "secret": guest.code,
        "company": person.organisation or None,
        "subevent": product.subevent,
    }
    if person.given and person.family:
        named = {"_scheme": "given_family", "given_name": person.given}
        return {**said, "attendee_name_parts": {**named, "family_name": person.family}}
    return {**said, "attendee_name": person.name}


def _refusal(guest: Standing, reply: Reply) -> str:
    return (
        f"pretix makes no order for {guest.person.name} ({reply.status}: {_words(reply.json)})."
        " The guest is kept here; look at the product with sync walk-ins, or export them."
    )


def _words(said: Any) -> str:
    """Return the first thing that the server says, in whatever nesting it says it."""
    while isinstance(said, Mapping | list) and said:
        values = said.values() if isinstance(said, Mapping) else said
        said = next((one for one in values if one), "")
    return str(said or "no reason")
