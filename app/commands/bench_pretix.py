"""A station and a real pretix server: the first download, 600 arrivals told, scans meanwhile.

The server is one of its own (`app.commands.bench_pretix_server`): the first run installs it, which
takes minutes. It shares this machine's cores with the station. Its own speed is measured bare in
the same run: the same requests by a client that does nothing with the answers.
"""

import asyncio
import contextlib
import statistics
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.bootstrap.pretix_room import exchange, pair_with
from app.bootstrap.workplace import Workplace
from app.commands.bench_pretix_server import PretixServer, pretix_server
from app.commands.bench_times import percentiles, timed_ms
from app.errors import InputError
from app.model.central import PretixChoice
from app.model.programme import Session
from app.ports.pretix import PretixLink
from app.sync.pretix.client import PretixClient
from app.sync.pretix.download import LEFT_OUT
from app.sync.pretix.pairing import Pairing
from app.sync.pretix.told import Uploads
from app.sync.pretix.upload import IN_FLIGHT, upload_all
from db.pretix_book import SqlitePretixBook
from db.pretix_uploads import SqliteUploadBook

ARRIVALS = 600
SCAN_EVERY_S = 0.1
DOOR, TALK = "Eingang", "Vortrag"
ORGANIZER, EVENT = "bench", "hall"
_CHOICE = PretixChoice(events=(EVENT,))


@dataclass(frozen=True, slots=True)
class Hall:
    """A server, its event as it was made, and the station that works for it."""

    server: PretixServer
    made: Mapping[str, Any]
    workplace: Workplace

    @property
    def codes(self) -> list[str]:
        """The codes of all tickets, in the order in which they are downloaded."""
        return [str(one["secret"]) for one in self.made["tickets"]]

    def client(self) -> PretixClient:
        """Return a client of the server, as the station's device."""
        link = self.link()
        return PretixClient(link.address, link.token)

    def link(self) -> PretixLink:
        """Return how the station reaches the server."""
        link = SqlitePretixBook(self.workplace.journal).link()
        if link is None:
            message = "the station of the bench is paired with no server"
            raise RuntimeError(message)
        return link

    def door(self, name: str) -> Session | None:
        """Return the session that a check-in list is, None before it came."""
        sessions = self.workplace.journal.programme().sessions.values()
        return next((one for one in sessions if one.name == name), None)


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return how fast *size* orders come, and how fast `ARRIVALS` are told, beside the server."""
    wishes = {"organizer": ORGANIZER, "event": EVENT, "orders": size, "signed": 0}
    try:
        with pretix_server(folder / "server") as server:
            made = server.shop(**wishes, devices={"station": "full"})
            pairing = Pairing(server.url, made["devices"]["station"])
            with contextlib.closing(pair_with(folder / "data", None, pairing, _CHOICE)) as place:
                hall = Hall(server, made, place)
                return {"size": size, **_download(hall), **_upload(hall)}
    except InputError as error:
        return {"size": size, "refused": error.sentence}


def _download(hall: Hall) -> dict[str, Any]:
    """Return how long the first download takes, and the same pages without doing anything."""
    before_s = asyncio.run(_bare_download(hall))
    with _scanning(hall, hall.codes[: len(hall.codes) // 4]) as busy:
        fetching = replace(exchange(hall.workplace), send=_tell_later)
        fetched, taken_ms = timed_ms(fetching.sync_once)
    bare_s = statistics.mean([before_s, asyncio.run(_bare_download(hall))])
    if fetched.new != len(hall.codes):
        message = f"{fetched.new} of {len(hall.codes)} orders came"
        raise RuntimeError(message)
    share = bare_s * 1000 / taken_ms
    return {
        "download_s": round(taken_ms / 1000, 1),
        "bare_download_s": round(bare_s, 1),
        "server_share": round(share, 2),
        "scans_in_download": len(busy),
        **_figures(busy, "scan_in_download_"),
    }


async def _tell_later(_client: PretixClient) -> bool:
    """Tell nothing: who comes in during the download is told in the second part."""
    return True


async def _bare_download(hall: Hall) -> float:
    """Return the seconds that all pages of orders take where nothing is done with them."""
    page: str | None = f"organizers/{ORGANIZER}/events/{EVENT}/orders/"
    query: Mapping[str, Any] = {"exclude": LEFT_OUT}
    begun = time.perf_counter()
    async with hall.client() as client:
        while page:
            reply = await client.get(page, **query)
            page, query = reply.json["next"], {}
    return time.perf_counter() - begun


def _upload(hall: Hall) -> dict[str, Any]:
    """Return how fast arrivals are told, and how fast the server takes them from anybody."""
    number = min(ARRIVALS, len(hall.codes) // 4)
    latest = hall.codes[::-1]
    told, bare, busy_door = (latest[part * number :][:number] for part in range(3))
    journal = hall.workplace.journal
    for code in told:
        hall.workplace.station.accept([code], session=hall.door(DOOR))
    uploads = Uploads(journal, SqliteUploadBook(journal), hall.workplace.clock)

    async def tell() -> int:
        async with hall.client() as client:
            return (await upload_all(client, uploads)).redeemed

    before_s = asyncio.run(_bare_upload(hall, bare[::2]))
    with _scanning(hall, busy_door) as busy:
        redeemed, taken_ms = timed_ms(lambda: asyncio.run(tell()))
    bare_s = before_s + asyncio.run(_bare_upload(hall, bare[1::2]))
    if redeemed < number:
        message = f"{redeemed} of {number} arrivals were told"
        raise RuntimeError(message)
    quiet = [_scan_ms(hall, code) for code in bare]
    return {
        "told": redeemed,
        "told_per_s": round(redeemed / taken_ms * 1000, 1),
        "bare_per_s": round(number / bare_s, 1),
        "scans_in_upload": len(busy),
        **_figures(busy, "scan_in_upload_"),
        **_figures(quiet, "scan_alone_"),
    }


async def _bare_upload(hall: Hall, codes: Sequence[str]) -> float:
    """Return the seconds that the server takes for check-ins of which nothing is kept here."""
    path = f"organizers/{ORGANIZER}/checkinrpc/redeem/"
    places = asyncio.Semaphore(IN_FLIGHT)
    body = {"lists": [hall.made["lists"]["door"]], "type": "entry", "force": True}

    async def redeem(client: PretixClient, code: str) -> None:
        async with places:
            reply = await client.post(path, {**body, "secret": code, "nonce": f"bare {code}"})
        if not reply.is_success:
            message = f"the server did not take a check-in: {reply.status}"
            raise RuntimeError(message)

    begun = time.perf_counter()
    async with hall.client() as client:
        await asyncio.gather(*(redeem(client, code) for code in codes))
    return time.perf_counter() - begun


@contextlib.contextmanager
def _scanning(hall: Hall, codes: Sequence[str]) -> Iterator[list[float]]:
    """Let guests in by the talk's door as long as the block takes; yield their times in ms."""
    stop, times = threading.Event(), list[float]()

    def scan() -> None:
        waiting = list(reversed(codes))
        try:
            while waiting and not stop.wait(SCAN_EVERY_S):
                if hall.workplace.journal.find([waiting[-1]]) is not None:
                    times.append(_scan_ms(hall, waiting.pop()))
        finally:
            hall.workplace.close()  # this thread's connection

    thread = threading.Thread(target=scan, name="door")
    thread.start()
    try:
        yield times
    finally:
        stop.set()
        thread.join()


def _scan_ms(hall: Hall, code: str) -> float:
    door = hall.door(TALK)
    answer, taken_ms = timed_ms(lambda: hall.workplace.station.accept([code], session=door))
    if not answer.is_recorded:
        message = f"a first scan was answered {answer.reason}"
        raise RuntimeError(message)
    return taken_ms


def _figures(times_ms: Sequence[float], prefix: str) -> dict[str, float]:
    return percentiles(times_ms, prefix) if times_ms else {}
