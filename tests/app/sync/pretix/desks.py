"""A station whose event is at a pretix server; see `tests.peers.pretix_faults`."""

import asyncio
from datetime import UTC, datetime

from app.inbox import Inbox
from app.model.entry import Draft, Kind
from app.model.ticket_words import ticket_payload
from app.model.ticketing import Ticket
from app.sync.pretix.client import PretixClient
from app.sync.pretix.told import Uploads
from app.sync.pretix.upload import upload_all
from db.pretix_uploads import SqliteUploadBook
from tests.app.journals import NOON_MS, station_of
from tests.peers.pretix_faults import TOKEN

PEOPLE = tuple(f"r{number}" for number in range(1, 13))
SECRETS = tuple(f"SECRET-{key}" for key in PEOPLE)
OWN, OTHER = 7, 8
DOOR = "door"


class Desk:
    """A station with tickets of that server."""

    def __init__(self, opened, pretix, clock):
        self.opened, self.pretix, self.clock = opened, pretix, clock
        self.journal, self.station = opened.journal, station_of(opened)
        self.book = SqliteUploadBook(opened.journal)
        self.lists = {pretix.source: 1}
        for number, key in enumerate(PEOPLE):
            self.register(key, number)

    def register(self, key, number, **more):
        ticket = Ticket(source=self.pretix.source, position=number, item=1, order="A1")
        payload = {"origin": "list", "code": f"SECRET-{key}", "fields": {"name": key}}
        payload |= {"ticket": ticket_payload(ticket), **more}
        self.write(Kind.REGISTERED, key, payload=payload)

    def write(self, kind, registration, **more):
        self.clock.forward(1)
        more.setdefault("payload", {})
        with self.journal.write() as records:
            return records.append(Draft(kind=kind, registration=registration, **more))

    def arrive(self, key="r1", **more):
        return self.write(Kind.ARRIVED, key, **more)

    def depart(self, key="r1"):
        return self.write(Kind.DEPARTED, key)

    def annul(self, entry):
        return self.write(Kind.ANNULLED, entry.registration, ref=entry.id)

    def upload(self, token=TOKEN):
        async def run():
            async with PretixClient(
                self.pretix.address, token, clock=self.clock, sleep=self.sleep
            ) as client:
                return await upload_all(
                    client, Uploads(self.journal, self.book, self.clock, self.lists)
                )

        return asyncio.run(run())

    async def sleep(self, seconds):
        self.clock.forward(seconds)

    def questions(self):
        return Inbox(self.journal).open()


def check_in(number, at_ms=NOON_MS + 500, device=OTHER, **more):
    """Return a check-in as an order brings it."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat().replace("+00:00", "Z")
    return {"id": number, "datetime": at, "list": 1, "type": "entry", "device_id": device, **more}
