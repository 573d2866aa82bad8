"""What a hub keeps about the hub that it has joined itself; all its processes share it."""

import msgspec

from app.ports.hub import HubBook
from app.ports.link import HubLink

NOTE = "upstream"


class Upstream(msgspec.Struct, frozen=True, kw_only=True):
    """The link to the joined hub, and how far both are alike.

    ``cursor`` is the other hub's position up to which everything is here and ``mark`` the id
    of the entry there, in its ``epoch``; ``sent`` this hub's own position up to which the
    other has everything. ``next_pin`` is the key that the other one will have one day.
    """

    address: str
    pin: str
    token: str
    signing_key: str
    next_pin: str = ""
    epoch: str = ""
    cursor: int = 0
    mark: str = ""
    sent: int = 0
    contact_ms: int | None = None

    def link(self) -> HubLink:
        """Return it as a station's link to its hub."""
        return HubLink(
            address=self.address,
            pin=self.pin,
            next_pin=self.next_pin,
            token=self.token,
            signing_key=self.signing_key,
            epoch=self.epoch,
            cursor=self.cursor,
            mark=self.mark,
        )


def upstream(book: HubBook) -> Upstream | None:
    """Return the link to the joined hub, None when this one has joined none."""
    text = book.note(NOTE)
    return msgspec.json.decode(text, type=Upstream) if text else None


def save_upstream(book: HubBook, link: Upstream) -> None:
    """Keep *link* in place of any other.

    Raises:
        NotRecordedError: it could not be kept.
    """
    book.save_note(NOTE, msgspec.json.encode(link).decode())
