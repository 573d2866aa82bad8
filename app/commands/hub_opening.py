"""Opens the hub of the data folder for a command."""

from dataclasses import dataclass

from app import vault
from app.commands.context import context
from app.errors import InputError
from app.ports.hub import HubStore
from app.sync.enrolment import address_text, read_address
from db.hub_memo import HubMemo, read_memo, settle
from db.hub_store import open_hub_store


@dataclass(frozen=True, slots=True)
class OpenHub:
    """The hub of this data folder."""

    memo: HubMemo
    store: HubStore


def open_hub(database: str | None) -> OpenHub:
    """Open the hub of this data folder, made on first use."""
    data = context().data
    memo = settle(data, database)
    return OpenHub(memo, open_hub_store(memo.database, vault.key_of(data)))


def known_hub() -> OpenHub:
    """Open the hub of this data folder.

    Raises:
        InputError: there is none.
    """
    if read_memo(context().data) is None:
        sentence = "There is no hub in this data folder; start one with hub serve."
        raise InputError(sentence)
    return open_hub(None)


def told_address(memo: HubMemo) -> str:
    """Return where stations reach the hub, as far as this machine can tell.

    Raises:
        InputError: the hub never ran and nobody said.
    """
    from app.hub.addresses import reached_at

    if memo.address:
        return memo.address
    if not memo.listening:
        sentence = "Start the hub first (hub serve), or say with --address where it will be."
        raise InputError(sentence)
    host, port = read_address(memo.listening)
    return address_text(reached_at(host), port)
