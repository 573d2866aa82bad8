"""``sync``, ``sync --watch`` and ``sync status``."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import reduce
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.clock import to_instant
from app.commands.context import answer, context
from app.commands.sync_choice import choose, shown_choice
from app.commands.walk_ins import walk_ins
from app.errors import EmpfangError, HubRefusedError
from app.ports.link import HubLink
from app.sync.pretix.download import Fetched
from app.sync.pretix.told import UploadResult
from app.sync.replica import Observer, Replica, SyncResult
from db.pretix_book import SqlitePretixBook
from db.pretix_uploads import SqliteUploadBook
from db.sync_book import SqliteSyncBook

if TYPE_CHECKING:
    from app.sync.pretix.exchange import Exchange

app = typer.Typer(add_completion=False)
app.command("walk-ins")(walk_ins)
app.command("choose")(choose)


@app.callback(invoke_without_command=True)
def sync(
    ctx: typer.Context,
    watch: Annotated[bool, typer.Option("--watch", help="Stay until SIGTERM or Ctrl-C.")] = False,
) -> None:
    """Send what the hub lacks and fetch what is new there."""
    if ctx.invoked_subcommand is not None:
        return
    if watch:
        _watch()
        return
    uploads: list[UploadResult] = []
    pretix, has_hub = _pretix(uploads.append), _has_hub()
    if has_hub or pretix is None:
        _tell(replica().sync_once())
    if pretix is not None:
        try:
            fetched = pretix.sync_once()
        finally:  # what was told was told, whatever came then
            tell_uploads(uploads)
        tell_pretix(fetched)


@app.command("status")
def status() -> None:
    """Show how far this station and its hub are, without asking the hub."""
    workplace = context().workplace
    link = SqliteSyncBook(workplace.journal).link()
    paired = SqlitePretixBook(workplace.journal)
    if paired.link() is not None:
        uploads = SqliteUploadBook(workplace.journal)
        answer(*_pretix_status(paired, uploads))
        if link is None:
            return
    result = replica().status()
    contact_ms = link.contact_ms if link else None
    contact = None if contact_ms is None else to_instant(contact_ms).astimezone().isoformat()
    answer(
        {
            **shown(result),
            "station": workplace.file.station_name,
            "station_id": workplace.journal.station,
            "hub": link.address if link else None,
            "contact": contact,
            "next_pin_known": bool(link and link.next_pin),
            "time": _time(link),
        }
    )


def replica() -> Replica:
    """Return the sync of the event that is meant."""
    from app.sync.discovery import moved_address

    workplace = context().workplace
    book = SqliteSyncBook(workplace.journal)
    return Replica(workplace.journal, book, workplace.clock, seek=moved_address)


def tell_pretix(fetched: Fetched) -> None:
    """Print what a round with pretix brought."""
    text = (
        f"pretix: {fetched.new} new, {fetched.changed} changed, {fetched.cancelled} cancelled of"
        f" {fetched.orders} orders."
    )
    if fetched.heard:
        text += f" {fetched.heard} arrivals and departures at other devices."
    if fetched.tests:
        text += (
            f" {fetched.tests} test orders were left out, because the event is not in test mode."
        )
    answer({"pretix": asdict(fetched)}, text)


def tell_uploads(results: Sequence[UploadResult]) -> None:
    """Print what a round told pretix, and what waits and why; nothing when nothing does."""
    result = reduce(UploadResult.followed_by, results, UploadResult())
    said = asdict(result)
    if not any(said.values()):
        return
    text = (
        f"pretix: {result.redeemed} movements told, {result.annulled} taken back,"
        f" {result.declined} declined (conflicts shows them), {sum(result.waiting.values())} kept."
    )
    if result.ordered:
        text += f" {result.ordered} orders made for walk-ins."
    answer({"pretix_upload": said}, " ".join((text, *result.troubles)))


def _pretix(told: Callable[[UploadResult], None]) -> "Exchange | None":
    """Return the sync with pretix, None where this station is not paired; *told* hears of it."""
    workplace = context().workplace
    if SqlitePretixBook(workplace.journal).link() is None:
        return None
    from app.bootstrap.pretix_room import exchange

    return exchange(workplace, told)


def _has_hub() -> bool:
    return SqliteSyncBook(context().workplace.journal).link() is not None


def _pretix_status(
    book: SqlitePretixBook, uploads: SqliteUploadBook
) -> tuple[dict[str, Any], str | None]:
    """Return how far this station is with pretix, without asking it; and what waits, in words."""
    link = book.link()
    if link is None:
        return {}, None
    contact = None if link.contact_ms is None else to_instant(link.contact_ms).astimezone()
    progress = {slug: book.progress(slug) for slug in link.events}
    waiting, counts = uploads.waiting(), uploads.counts()
    said = {
        "pretix": link.address,
        "organizer": link.organizer,
        "device": link.name,
        "profile": link.profile,
        "server": link.server,
        "revoked": link.is_revoked,
        "contact": contact.isoformat() if contact else None,
        "events": {
            slug: {"until": one.since or None, "is_whole": bool(one.since), "tests": one.tests}
            for slug, one in progress.items()
        },
        **shown_choice(book.selection()),
        "told": counts.get("done", 0),
        "waiting": waiting,
        "declined": counts.get("declined", 0),
    }
    return said, "\n".join(_status_lines(said))


def _status_lines(said: Mapping[str, Any]) -> Iterator[str]:
    last = said["contact"] or "never"
    yield f"pretix: {said['pretix']}, device {said['device']}, last contact {last}."
    if said["revoked"]:
        yield "pretix took this device's access away; pair it anew there and join again."
    for slug, one in said["events"].items():
        yield f"{slug}: {'fetched' if one['is_whole'] else 'not fetched whole yet; sync again'}."
    yield f"{said['told']} movements told, {said['declined']} declined."
    for reason, number in said["waiting"].items():
        yield f"{number} kept: {WAITING.get(reason, reason)}."


WAITING = {
    "unsent": "they are told with the next sync",
    "fault": "the server had a fault with them; they are told again",
    "forbidden": "this device may not tell them; give it the event and the profile Full device"
    " access in pretix under Devices",
    "list_gone": "pretix has their check-in list no more; look at the lists there",
    "elsewhere": "another device told pretix of them and has to take them back there",
    "no_ticket": "their people have no ticket in pretix",
    "no_list": "their door is none of pretix's check-in lists",
    "unknown": "their people are not known here yet",
}
"""Why movements wait, as sentences go on."""


def shown(result: SyncResult) -> dict[str, Any]:
    """Return a sync's result as it is printed."""
    return asdict(result)


def _time(link: HubLink | None) -> dict[str, int] | None:
    """Return the best comparison with the hub's clock, None before the first."""
    if link is None or not link.sample_boot:
        return None
    return {"offset_ms": link.sample_offset_ms, "rtt_ms": link.sample_rtt_ms}


def _watch() -> None:
    """Keep this station and what it belongs to alike, each in its own thread."""
    pretix = _pretix(lambda result: tell_uploads([result]))
    with _until_told() as stop:
        if pretix is None:
            _watch_hub(stop)
            return
        if not _has_hub():
            _watch_pretix(pretix, stop)
            return
        beside = threading.Thread(target=_watch_pretix, args=(pretix, stop), name="pretix")
        beside.start()
        try:
            _watch_hub(stop)
        finally:
            stop.set()
            beside.join()


def _watch_pretix(pretix: "Exchange", stop: threading.Event) -> None:
    from app.sync.pretix.watch import Observer as PretixObserver

    def tell_outage(error: EmpfangError | None) -> None:
        sys.stderr.write(f"{error.sentence}\n" if error else "pretix answers.\n")
        sys.stderr.flush()

    try:
        pretix.watch(stop, PretixObserver(on_change=tell_pretix, on_outage=tell_outage))
    except HubRefusedError as error:  # somebody has left pretix meanwhile
        tell_outage(error)


def _watch_hub(stop: threading.Event) -> None:
    here = replica()

    def tell_outage(error: EmpfangError | None) -> None:
        if error is None:
            sys.stderr.write("The hub answers.\n")
        else:
            sys.stderr.write(f"{error.sentence}\n")
        sys.stderr.flush()

    here.watch(stop, Observer(on_change=_tell, on_outage=tell_outage))


def _tell(result: SyncResult) -> None:
    text = f"{result.pushed} sent, {result.pulled} received, {result.unsent} not yet sent."
    answer(shown(result), text)


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, action in before.items():
            signal.signal(number, action)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)
