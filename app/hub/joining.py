"""Joining another hub: the one at the venue joins the one outside."""

from app.errors import HubRefusedError
from app.hub.upstream import Upstream, save_upstream
from app.ports.hub import HubStore
from app.sync.enrolment import Enrolment
from app.sync.joining import enrol
from db.notes import EVENT


def join_upstream(store: HubStore, station: str, enrolment: Enrolment, own_pin: str) -> Upstream:
    """Let another hub take this one in, and keep the link; whoever serves this hub then relays.

    Args:
        store: This hub's database.
        station: The id under which this hub writes.
        enrolment: What the other hub showed.
        own_pin: The pin of this hub's key.

    Raises:
        HubUnreachableError: no answer; the code stays good.
        EnrolmentError: the code is wrong, used or too old.
        HubRefusedError: it is this hub itself, holds another event, or both hold none.
        NotRecordedError: the link could not be kept; join again with a new enrolment.
    """
    if enrolment.pin == own_pin:
        sentence = "This enrolment is of this hub itself; make one at the hub that it should join."
        raise HubRefusedError(sentence)
    membership = enrol(enrolment, event=store.event(), station=station)
    link = Upstream(
        address=membership.link.address,
        pin=membership.link.pin,
        token=membership.link.token,
        signing_key=membership.link.signing_key,
        epoch=membership.link.epoch,
    )
    with store.write():
        if store.event() not in {"", membership.event}:
            sentence = "This hub got another event meanwhile; the other hub was not joined."
            raise HubRefusedError(sentence)
        store.save_note(EVENT, membership.event)
        save_upstream(store, link)
    return link
