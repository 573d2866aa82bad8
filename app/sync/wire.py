"""What travels between station and hub: JSON over HTTPS, entries unchanged.

Unknown kinds of entries and unknown members pass; an entry of a newer format does not,
because its chain could not be checked. ``now_ms`` is the hub's clock, Unix time, and
``doubt_ms`` how far that may be from the clock of the outermost hub.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import msgspec

from app.model.entry import FORMAT_VERSION, Entry, size_bytes

PAGE = 500
"""Most entries in one push or pull."""

PAGE_BYTES = 16 * 2**20
"""Most of entries in one push or pull, unless it is a single one."""

WAIT_S = 25
"""Longest time a pull waits at the hub for something new."""

MAX_BODY_BYTES = 64 * 2**20
"""Largest push that a hub reads, also after it was unpacked."""

ZSTD = "zstd"
"""Content coding (RFC 8878) of bodies either way, where the other side names it.

Both name it in ``Accept-Encoding``: a station in each request, a hub in each answer (RFC 7694).
"""

VERSIONS = (1, FORMAT_VERSION)
"""The oldest and newest format of entries that this release takes."""

SIGNATURE = "Empfang-Signature"
"""Header of a push: the Ed25519 signature by the station's key, hexadecimal.

It signs the JSON, before that is packed.
"""

SNAPSHOT_KEY = "Empfang-Snapshot-Key"
"""Header of a snapshot: the one-time key of the event file in the body, 64 hexadecimal digits."""

SNAPSHOT_EPOCH = "Empfang-Epoch"
"""Header of a snapshot: the hub's epoch. The cursor is the last position in the file."""

_Message = TypeVar("_Message", bound=msgspec.Struct)
_encode = msgspec.json.Encoder().encode


class WireError(ValueError):
    """The bytes are not the message that was expected."""


class EnrolRequest(msgspec.Struct, kw_only=True, frozen=True):
    """A station shows its one-time code. Without an event it has an empty folder."""

    code: str
    station: str
    event: str
    public_key: str
    v: int = FORMAT_VERSION


class RenewRequest(msgspec.Struct, kw_only=True, frozen=True):
    """A station whose journal forked asks for another identity; signed by its present key.

    The answer is an `EnrolReply`. ``from_seq`` is where its own entries part from the hub's, and
    ``entry`` the id of its own entry there: the new station is called by
    `app.model.branch.branch_of`, so that whoever carries the branch calls it the same. Without
    an entry there it is called by chance. Asked again with the same key, the same station is
    given, with another token.
    """

    public_key: str
    from_seq: int
    entry: str = ""
    v: int = FORMAT_VERSION


class EnrolReply(msgspec.Struct, kw_only=True, frozen=True):
    """The station is admitted. ``token`` is told here only; the hub keeps its hash."""

    station: str
    name: str
    event: str
    token: str
    epoch: str
    now_ms: int


class PushRequest(msgspec.Struct, kw_only=True, frozen=True):
    """Entries of one station in sequence; the carrier may bring those of another station.

    ``epoch`` is the hub's life in which the station learned where to continue. ``event`` is
    whose journal this is, empty from releases that do not say.
    """

    epoch: str
    station: str
    entries: list[Entry]
    event: str = ""
    v: int = FORMAT_VERSION


class PushReply(msgspec.Struct, kw_only=True, frozen=True):
    """Up to which sequence number the hub has that station's entries, durably."""

    epoch: str
    acked: int
    now_ms: int
    doubt_ms: int = 0


class PullQuery(msgspec.Struct, kw_only=True, frozen=True):
    """Where a station is; everything but ``after`` lets the hub notice that it was restored.

    ``mark`` is the id of the entry at ``after`` and ``acked`` what the hub confirmed of this
    station, both learned in ``epoch``. ``wait`` is in seconds. ``last_seq`` is the station's
    own last number and ``version`` its release, for whoever looks after the stations.
    """

    after: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=PAGE)] = PAGE
    wait: Annotated[float, msgspec.Meta(ge=0, le=WAIT_S)] = 0
    epoch: str = ""
    mark: str = ""
    acked: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] = 0
    last_seq: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] = 0
    version: Annotated[str, msgspec.Meta(max_length=40)] = ""


class PullReply(msgspec.Struct, kw_only=True, frozen=True):
    """Entries with their positions in the hub's order, and the cursor to continue from.

    ``next_pin`` is the pin of the TLS key that the hub will have one day, empty when it has
    no other in view. ``is_cut`` says that fewer entries than were asked for filled the page.
    """

    epoch: str
    entries: list[tuple[int, Entry]]
    next: int
    now_ms: int
    doubt_ms: int = 0
    next_pin: str = ""
    is_cut: bool = False


class StationStatus(msgspec.Struct, kw_only=True, frozen=True):
    """A station as the hub sees it. ``acked`` counts its entries, ``cursor`` what it pulled.

    ``unsent`` is how many entries it said to have that the hub lacks.
    """

    id: str
    name: str
    acked: int
    cursor: int
    unsent: int = 0
    version: str = ""
    seen_ms: int | None = None
    revoked_ms: int | None = None


class StatusReply(msgspec.Struct, kw_only=True, frozen=True):
    """The hub at a glance. ``heads`` are the last sequence numbers of all chains it has.

    ``versions`` are the oldest and newest entry format that it takes, ``refused`` how many
    requests it refused, by reason. ``upstream`` is the address of the hub it has joined itself.
    """

    epoch: str
    event: str
    position: int
    heads: dict[str, int]
    stations: list[StationStatus]
    now_ms: int
    doubt_ms: int = 0
    versions: tuple[int, int] = VERSIONS
    refused: dict[str, int] = {}
    upstream: str = ""


class Refusal(msgspec.Struct, kw_only=True, frozen=True):
    """The answer is no. ``reason`` is one of the constants of this module.

    ``seq`` is the number under which the hub has another entry when a journal is `FORKED`,
    ``versions`` are the oldest and newest entry format that the hub takes.
    """

    reason: str
    sentence: str
    seq: int = 0
    versions: tuple[int, int] = VERSIONS


REVOKED = "revoked"
UNKNOWN_TOKEN = "unknown_token"  # noqa: S105 - a reason, not a secret
FORKED = "forked"
DAMAGED = "damaged"
TOO_NEW = "too_new"
BAD_REQUEST = "bad_request"
NOT_FOUND = "not_found"
OVERSIZED = "oversized"
REPEATED = "repeated"
BAD_CODE = "bad_code"
BAD_SIGNATURE = "bad_signature"
TOO_MANY_TRIES = "too_many_tries"
OTHER_EVENT = "other_event"
NO_EVENT = "no_event"
OTHER_STATION = "other_station"
UNAVAILABLE = "unavailable"


def encode(message: msgspec.Struct) -> bytes:
    """Return a message as JSON."""
    return _encode(message)


def decode(body: bytes, kind: type[_Message]) -> _Message:
    """Read a message of *kind*.

    Raises:
        WireError: not JSON, or not such a message.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        sentence = f"This is no {kind.__name__}: {error}"
        raise WireError(sentence) from error


def read_query(texts: Mapping[str, str]) -> PullQuery:
    """Read a pull's query.

    Raises:
        WireError: a number is none or out of range.
    """
    try:
        return msgspec.convert(texts, PullQuery, strict=False)
    except msgspec.ValidationError as error:
        sentence = f"This is no query of a pull: {error}"
        raise WireError(sentence) from error


def is_readable(entry: Entry) -> bool:
    """Whether this release knows the entry's format; unknown kinds are no obstacle."""
    return entry.v <= FORMAT_VERSION


def portions(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield *entries* in runs that fit into one body each."""
    portion: list[Entry] = []
    size = 0
    for entry in entries:
        size += size_bytes(entry)
        if portion and size > PAGE_BYTES:
            yield portion
            portion, size = [], size_bytes(entry)
        portion.append(entry)
    if portion:
        yield portion


def plain(message: msgspec.Struct) -> dict[str, Any]:
    """Return the members of a message by name."""
    return msgspec.structs.asdict(message)
