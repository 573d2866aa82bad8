"""The key of the live board: whoever has the link may read its counts, and nothing else.

It is no token of a station, opens nothing under ``/v1`` and can be changed at any time; without
one there is no board.
"""

import secrets

from app.ports.hub import HubBook

NOTE = "board_key"
PATH = "/board"


def board_key(book: HubBook) -> str:
    """Return the key as it is now, empty where the hub shows no board."""
    return book.note(NOTE) or ""


def renew_board_key(book: HubBook) -> str:
    """Give the board another key; who has the old one sees no more within seconds.

    Raises:
        NotRecordedError: the old key stays.
    """
    key = secrets.token_urlsafe(24)
    book.save_note(NOTE, key)
    return key


def close_board(book: HubBook) -> None:
    """Show no board any more.

    Raises:
        NotRecordedError: it stays open.
    """
    book.save_note(NOTE, "")


def board_link(address: str, key: str) -> str:
    """Return what a browser opens; *address* is ``HOST:PORT``."""
    return f"https://{address}{PATH}?key={key}"
