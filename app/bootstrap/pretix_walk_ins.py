"""What becomes of people who came without a ticket: an order at pretix, or a file for it."""

import asyncio
import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.auditing import Exported
from app.bootstrap.workplace import Workplace
from app.bootstrap.written import note_written
from app.errors import FileError, HubRefusedError, InputError
from app.model.standing import Standing
from app.ports.pretix import PretixLink, WalkInProduct
from app.ports.uploads import NO_TICKET
from app.sync.pretix.client import PretixClient
from app.sync.pretix.told import UploadResult
from app.sync.pretix.troubles import PretixForbiddenError
from app.sync.pretix.walk_ins import FULL, kept_walk_ins, order_for, products
from app.sync.pretix.wire import text_of
from db.pretix_book import SqlitePretixBook
from db.pretix_uploads import SqliteUploadBook

KIND = "pretix-walk-ins"
"""The kind of the file, in the list of what was exported."""

HEADINGS = (
    "Attendee name",
    "Attendee name: given name",
    "Attendee name: family name",
    "Attendee email address",
    "Attendee address: company",
    "Product",
    "Ticket code",
)
"""What pretix calls these in its import, in English."""


class WalkIns:
    """The walk-ins of one station that works for pretix.

    Args:
        workplace: The event.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._book = SqlitePretixBook(workplace.journal)
        self._uploads = SqliteUploadBook(workplace.journal)
        self._asked: dict[str, str] = {}

    async def order(self, client: PretixClient, result: UploadResult) -> None:
        """Order for whom nothing was ordered yet, where the device may; note it in *result*.

        Raises:
            HubUnreachableError: no answer; what was ordered is known at the next download.
        """
        link, product = self._book.link(), self._book.walk_in_product()
        if link is None or product is None or not _may_order(link, product):
            return
        if NO_TICKET not in result.waiting:
            return
        guests = [one for one in self.kept() if one.registration not in self._asked]
        try:
            ordered = await order_for(client, link.organizer, product, guests)
        except PretixForbiddenError as error:
            result.troubles.append(error.sentence)
            return
        self._asked.update({one.registration: "" for one in guests}, **ordered.troubles)
        result.ordered += ordered.made
        result.troubles += filter(None, self._asked.values())

    def kept(self) -> list[Standing]:
        """Return who came without a ticket and has none at pretix."""
        return kept_walk_ins(self._workplace.journal, self._uploads)

    def look(self) -> dict[str, Any]:
        """Return what is ordered, whether the device may, and what pretix sells.

        Raises:
            HubRefusedError: this station is not paired, or pretix says no.
            HubUnreachableError: pretix does not answer.
        """
        link = self._link()
        self._uploads.gather()
        product = self._book.walk_in_product()
        return {
            "product": None if product is None else _said(product),
            "may_order": link.profile == FULL,
            "kept": len(self.kept()),
            "products": asyncio.run(self._products(link)),
        }

    def choose(self, product: WalkInProduct | None) -> None:
        """Order that for walk-ins from now on, nothing where it is None.

        Raises:
            HubRefusedError: this station is not paired, or pretix says no.
            InputError: pretix does not sell that.
        """
        link = self._link()
        if product is None:
            self._book.save_walk_in_product(None)
            return
        event = product.event or (link.events[0] if len(link.events) == 1 else "")
        wanted = replace(product, event=event)
        sold = [one for one in asyncio.run(self._products(link)) if one["event"] == event]
        _check(wanted, link, sold)
        self._book.save_walk_in_product(wanted)

    def export(self, path: Path) -> int:
        """Write those who are kept as a file for pretix's import; return how many.

        Raises:
            FileError: it cannot be written.
            NotRecordedError: the export could not be recorded; there is no file.
        """
        guests = self.kept()
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(HEADINGS)
                writer.writerows(map(_row, guests))
        except OSError as error:
            sentence = f"{path} cannot be written ({error.strerror}); check the path."
            raise FileError(sentence) from error
        exported = Exported(what=KIND, form="csv", rows=len(guests), purpose="pretix")
        note_written(self._workplace, [path], exported)
        return len(guests)

    async def _products(self, link: PretixLink) -> list[dict[str, Any]]:
        async with PretixClient(link.address, link.token) as client:
            return [
                _product(event, said)
                for event in link.events
                for said in await products(client, link.organizer, event)
            ]

    def _link(self) -> PretixLink:
        link = self._book.link()
        if link is None:
            sentence = "This station is not paired with pretix; join it with the token it shows."
            raise HubRefusedError(sentence)
        return link


def _may_order(link: PretixLink, product: WalkInProduct) -> bool:
    return link.profile == FULL and product.event in link.events


def _check(product: WalkInProduct, link: PretixLink, sold: list[dict[str, Any]]) -> None:
    if product.event not in link.events:
        known = ", ".join(link.events)
        sentence = f"Name the event of the product with --event; this station has {known}."
        raise InputError(sentence)
    found = next((one for one in sold if one["id"] == product.item), None)
    if found is None:
        known = ", ".join(f"{one['id']} ({one['name']})" for one in sold) or "nothing"
        sentence = f"pretix sells no product {product.item} in {product.event}; it has {known}."
        raise InputError(sentence)
    variations = {one["id"]: one["name"] for one in found["variations"]}
    is_missing = product.variation not in variations if variations else product.variation
    if is_missing:
        known = ", ".join(f"{key} ({name})" for key, name in variations.items()) or "none"
        sentence = f"Choose a variation of product {product.item} with --variation: {known}."
        raise InputError(sentence)


def _product(event: str, said: Mapping[str, Any]) -> dict[str, Any]:
    variations = said.get("variations") or ()
    return {
        "event": event,
        "id": said["id"],
        "name": text_of(said.get("name")),
        "variations": [{"id": one["id"], "name": text_of(one.get("value"))} for one in variations],
    }


def _said(product: WalkInProduct) -> dict[str, Any]:
    return {
        "event": product.event,
        "id": product.item,
        "variation": product.variation,
        "date": product.subevent,
    }


def _row(guest: Standing) -> list[str]:
    person = guest.person
    return [
        person.name,
        person.given,
        person.family,
        person.get("email"),
        person.organisation,
        "",
        guest.code,
    ]
