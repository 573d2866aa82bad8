"""What a signed code says of itself before anybody has verified it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.model.ticket import Scheme

SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The parts of a signed code; ``signed`` are the bytes that the signature covers.

    Times are Unix seconds, 0 is none; ``event_tag`` is empty where the form has no event.
    """

    scheme: Scheme
    signed: bytes
    signature: bytes
    registration: str
    code: str
    fields: dict[str, str]
    event_tag: bytes = b""
    valid_from_s: int = 0
    valid_until_s: int = 0

    def is_due(self, now: datetime) -> bool:
        """Whether *now* lies between its times."""
        now_s = now.timestamp()
        has_begun = now_s >= self.valid_from_s
        return has_begun and (not self.valid_until_s or now_s <= self.valid_until_s)

    def due(self, now: datetime) -> datetime | None:
        """Return when its time comes or, when that has passed, came to an end."""
        has_begun = now.timestamp() >= self.valid_from_s
        edge_s = self.valid_until_s if has_begun else self.valid_from_s
        return datetime.fromtimestamp(edge_s, UTC) if edge_s else None
