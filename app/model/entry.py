r"""Entries of the journal: what happened, never changed, chained by digests.

Payloads by kind (JSON objects; ``*`` = required). A kind that is not listed is stored and
forwarded untouched.

=============  ============================================================================
programme      ``what``\\* ``event``, ``session``, ``key`` or ``policy``, ``id``\\*, and the
               fields of `app.model.programme.Event`, `Session`, `app.model.ticket.EventKey` or
               `app.model.policy.Policy`; the latest per id wins. Or ``pin`` of a role: ``id`` the
               role, ``check`` what tells the right PIN. Or ``barred``, with marks of codes
               ``barred`` and ``released``. Or ``retention``: ``hours`` by class of data
registered     ``origin``\\* (`app.model.standing.Origin`), ``code``\\*, ``fields``\\* {name: text},
               ``bookings`` {session: ``booked`` | ``waiting``}, ``status``, ``replaces``,
               ``signed`` id of the event key when only a signature spoke for it, ``ticket`` the
               fields of `app.model.ticketing.Ticket` where a ticket system spoke
amended        ``fields`` {name: text}, ``bookings`` {session: state or null}, ``status``,
               ``by``\\* ``list`` or ``desk``, ``base`` ids of the latest changes known to
               whoever changed, ``code``, ``ticket``
substituted    ``by``\\* registration id of the person who comes instead
cancelled      ``by`` ``list`` or ``desk``; ``reason`` ``vanished`` when the list left somebody out
arrived        ``reason`` why it was let in, ``admit`` true when somebody overrode a warning,
               ``manual`` true when somebody said so without a scan, ``together`` what all
               arrivals of one group at once share; ``ref`` names the amendment that moved the
               seat here; ``paper`` the list of a desk from which it was entered
departed       (empty); both: ``of`` the same movement under another registration of the
               same person, ``since_ms`` when it was, if it was not when it was written.
               Where the ticket system told of it, ``reason`` is its name, ``of`` the check-in
               there, ``device`` the number of the device that made it
refused        ``reason``: somebody wanted into a room and had no seat there
annulled       ``with`` the annulment that goes with it (the entry taken back is in ``ref``)
printed        ``serial`` (`app.model.serial`), ``printer``, ``confirmed`` whether it said so
counted        ``number``, ``label``; the registration, if any, is whose companions they are, and
               ``ref`` the arrival that let that guest in by the same key
called         ``reason``\\* (`app.model.call.CallReason`), ``to`` the station that is asked, empty
               for all, ``note``; of a call that tells of an arrival, that one is in ``ref``
answered       (empty); the call that somebody took is in ``ref``
resolved       ``conflict``\\* id (`app.admission.conflicts`), ``as``\\* ``same`` or ``second``;
               ``codes`` that lead here from now on, ``into`` whose registration this one is,
               ``of`` the revocation that was lifted
listed         ``table``\\* the name of a paper list, ``rows``\\* the registrations of its rows
clock          ``boot``\\*, ``offset_ms``\\* from the monotonic clock of that boot to Unix time,
               ``rtt_ms``\\* how far apart two such comparisons may be: how long the question
               took, and twice what the hub itself was unsure of; ``name`` of the station
forked         ``station``\\* whose numbers others had used, ``from_seq``\\*, ``count`` of the
               entries that go on under the name of who wrote this
revoked        ``station``\\*, ``name``, ``last_seq``\\* the last entry that counts
erased         what stays for the totals: ``origin``, ``status``, ``bookings``, ``fields`` and
               ``into``; ``salt`` and ``marks`` that keep a list from bringing the person back
reduced        ``instead``\\* ids of the entries whose words this one takes the place of: a
               registration with its ``code``, ``status``, ``bookings`` and ``fields``, and what
               the list last said in ``source``, ``source_bookings`` and ``source_status``;
               ``gone`` the fields that may not come back. Without a registration, entries of
               the log lose their words
declined       ``reason``\\* why the central ticket system does not take the movement or the
               annulment that ``ref`` names, ``explanation`` in its own words, ``system`` which
               event there
exported       ``what``\\* kind of file, ``format``, ``rows``, ``purpose``, ``by`` role
retained       ``what``\\* class of the deletion plan, ``due`` when, ``people`` and ``entries`` that
               lost words: the protocol of a deletion run
=============  ============================================================================
"""

import hashlib
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

FORMAT_VERSION = 1

LARGEST_BYTES = 8 * 2**20
"""Of an entry as JSON: whoever has taken it in must be able to pass it on."""

Randbits = Callable[[int], int]
"""Returns that many random bits, like `secrets.randbits`."""

GENESIS = "0" * 64
"""What the first entry of a station names as its predecessor."""


class Kind(StrEnum):
    """What an entry can say; the values are stored and travel between releases."""

    PROGRAMME = "programme"
    REGISTERED = "registered"
    AMENDED = "amended"
    SUBSTITUTED = "substituted"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
    DEPARTED = "departed"
    REFUSED = "refused"
    ANNULLED = "annulled"
    PRINTED = "printed"
    COUNTED = "counted"
    CALLED = "called"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    LISTED = "listed"
    CLOCK = "clock"
    FORKED = "forked"
    REVOKED = "revoked"
    ERASED = "erased"
    REDUCED = "reduced"
    EXPORTED = "exported"
    RETAINED = "retained"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a station wants to say; the journal gives it a place and makes it an `Entry`."""

    kind: Kind
    registration: str | None = None
    session: str | None = None
    ref: str | None = None
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact of one station.

    ``kind`` is plain text, because a newer release may send kinds that this one does not
    know. ``payload`` is ``None`` after an erasure; ``payload_digest`` stays, so the chain
    still verifies. ``prev`` is the `link` of the station's entry before.
    """

    id: str
    station: str
    seq: int
    kind: str
    boot: str
    mono_ms: int
    wall_ms: int
    registration: str | None
    session: str | None
    ref: str | None
    payload: Mapping[str, Any] | None
    payload_digest: str
    prev: str
    v: int = FORMAT_VERSION

    @property
    def order(self) -> tuple[int, str, int]:
        """The place of this entry among all entries of all stations."""
        return (self.wall_ms, self.station, self.seq)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value of the payload, *default* when it is absent or erased."""
        return default if self.payload is None else self.payload.get(key, default)

    def link(self) -> str:
        """Return the SHA-256 that the station's next entry names as ``prev``.

        It covers everything but the payload itself, which is covered by its digest.
        """
        header = (
            self.v,
            self.id,
            self.station,
            self.seq,
            self.kind,
            self.boot,
            self.mono_ms,
            self.wall_ms,
            self.registration,
            self.session,
            self.ref,
            self.payload_digest,
            self.prev,
        )
        return hashlib.sha256(msgspec.json.encode(header)).hexdigest()


def size_bytes(entry: Entry) -> int:
    """Return how long an entry is as JSON."""
    return len(msgspec.json.encode(entry))


def canonical(value: Any) -> bytes:
    """Return *value* as JSON with sorted keys and no spaces: equal values, equal bytes."""
    return msgspec.json.encode(value, order="sorted")


def digest(payload: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a payload's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def new_id(wall_ms: int, randbits: Randbits = secrets.randbits) -> str:
    """Return a UUID version 7 (RFC 9562, section 5.7): identity only, never an order."""
    value = (wall_ms & (2**48 - 1)) << 80 | 0x7 << 76 | randbits(12) << 64
    return str(uuid.UUID(int=value | 0b10 << 62 | randbits(62)))
