"""``join``: let a hub take this station in, and exchange everything with it."""

from contextlib import closing
from typing import Annotated

import typer

from app import vault
from app.bootstrap.workplace import folder, furnish
from app.clock import SystemClock
from app.commands.context import answer, context
from app.commands.sync import replica, shown, tell_pretix
from app.commands.sync_choice import Dates, Events, Lists, choice_of
from app.errors import InputError
from app.model.central import PretixChoice
from app.sync.enrolment import Enrolment
from app.sync.joining import Membership
from app.sync.pretix.pairing import Pairing, is_pairing
from db.hub_memo import HubMemo, read_memo
from db.hub_memo import settle as settle_hub
from db.hub_store import open_hub_store
from db.sync_book import SqliteSyncBook

app = typer.Typer(add_completion=False)


@app.command()
def join(
    enrolment: Annotated[
        str | None,
        typer.Argument(
            help="EV1:…, as `hub enrol` prints it, or pretix://HOST/?token=…; lists hubs without."
        ),
    ] = None,
    events: Events = None,
    dates: Dates = None,
    lists: Lists = None,
) -> None:
    """Join a hub: bring it this folder's event, or receive the hub's into an empty folder.

    In a hub's folder its hub joins the other one. With what pretix shows when a device is added,
    in its QR code or as pretix://HOST/?token=TOKEN, this station works for an event of pretix:
    for all dates of a series and with all check-in lists as doors, unless some are named.
    """
    from app.sync.discovery import moved_address
    from app.sync.joining import join as join_hub

    if enrolment is None:
        _list_hubs()
        return
    if is_pairing(enrolment):
        _join_pretix(enrolment, choice_of(events, dates, lists))
        return
    invitation = Enrolment.parse(enrolment)
    memo = read_memo(context().data)
    if memo is not None:
        _join_as_hub(memo, invitation)
        return
    has_event = bool(folder(context().data).paths())
    event = context().workplace.file.event if has_event else ""
    station = context().workplace.file.station if has_event else ""
    join_hub(invitation, event=event, station=station, open_book=_book, seek=moved_address)
    result = replica().sync_once()
    answer(shown(result), f"Joined; {result.pushed} entries sent, {result.pulled} received.")


def _join_pretix(text: str, choice: PretixChoice) -> None:
    """Become a device of pretix and fetch everything."""
    from app.bootstrap.pretix_room import exchange, pair_with

    here = context()
    opened = here.workplace if folder(here.data).paths() else None
    here.workplace = pair_with(here.data, opened, Pairing.parse(text), choice)
    tell_pretix(exchange(here.workplace).sync_once())


def _book(membership: Membership) -> SqliteSyncBook:
    """Return the book of the joined event; an empty folder gets an event file."""
    from app.bootstrap.arrival import settle

    here = context()
    if not folder(here.data).paths():
        clock = SystemClock()
        here.workplace = furnish(settle(here.data, membership, clock), clock)
    return SqliteSyncBook(here.workplace.journal)


def _list_hubs() -> None:
    """Print the hubs that announce themselves in this network; a hint, the pin decides."""
    from app.sync.discovery import find_hubs

    hints = find_hubs()
    for hint in hints:
        told = {"address": hint.address, "pin": hint.pin_prefix, "name": hint.name}
        answer(told, f"{hint.address}, pin {hint.pin_prefix}…")
    if not hints:
        sentence = "No hub is heard in this network; ask it for an enrolment (hub enrol)."
        raise InputError(sentence)


def _join_as_hub(memo: HubMemo, invitation: Enrolment) -> None:
    """Let this folder's hub join another one; whoever serves it keeps both alike."""
    from app.hub.certificate import identity
    from app.hub.joining import join_upstream

    data = context().data
    settled = settle_hub(data)
    with closing(open_hub_store(memo.database, vault.key_of(data))) as store:
        link = join_upstream(store, settled.station, invitation, identity(data).pin)
    answer(
        {"upstream": link.address, "epoch": link.epoch},
        f"This hub has joined {link.address}; while it serves, both are kept alike.",
    )
