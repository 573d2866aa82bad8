"""What a scanned text may mean: an ordered choice of codes, never trusted, never fetched.

Tickets come from many systems. Their codes are opaque here: whole texts, parts of links,
strings inside JSON. Whatever is found is only a candidate; a candidate counts when exactly
this text is the code of somebody who is registered.
"""

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from uuid import UUID

from app.model.code import ALPHABET, normalised

TEXT_LIMIT = 4_296
"""Characters of the largest QR code (version 40-L, alphanumeric); longer texts are none."""

CANDIDATE_LIMIT = 64
"""Candidates of one text; a scan is looked up in one go."""

PART_MIN = 4
"""Shorter parts of a longer text are no candidates: the 7 in some shop's link is no ticket."""

SHOWN_LENGTH = 32
"""Characters of an unknown text on a screen."""

_CODE_KEYS = re.compile(
    r"c|t|id|uu?id|key|qr(?:_?code)?|barcode|(?:ticket_?|guest_?|booking_?)?(?:code|id)|ticket|guest"
    r"|reg(?:istration)?(?:_?id|_?code)?|rid|token|(?:checkin_?|ticket_?)?secret",
    re.IGNORECASE,
)
_OWN_LETTERS = frozenset(ALPHABET)
_OWN_SPELT_MAX = 80
"""Characters of an own code at most, whatever stands between its letters."""
_SHORT_UUID = re.compile(r"[A-Za-z0-9+/_-]{22}(?:==)?")
_AIM_PREFIX = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_NO_TICKET = re.compile(
    r"(?:WIFI|MECARD|BIZCARD|MATMSG|BEGIN|MAILTO|TEL|SMS|SMSTO|MMS|MMSTO|GEO|FACETIME|SKYPE"
    r"|WHATSAPP|OTPAUTH|OTPAUTH-MIGRATION|BITCOIN|ETHEREUM|MARKET|INTENT|LPA|DPP|FIDO):"
    r"|BCD\r?\n",
    re.IGNORECASE,
)
# What editors, scanners and copied text leave around a code.
_WRAPPING = " \t\r\n\v\f\x00\x1c\x1d\x1e\x1f\xa0\ufeff\u200b\u200e\u200f"


def candidates(text: str, paths: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the codes that *text* may mean, best first, each once.

    The first is the text itself, so a foreign code always matches exactly before anything
    is read into it. Upper and lower case stay as they are: the look-up compares blindly when
    nothing matches exactly. Texts that are blank or longer than `TEXT_LIMIT` mean nothing.
    Never raises; takes at most about a millisecond.

    Args:
        text: What was scanned.
        paths: Where this event's tickets have their code: keys of JSON objects and places in
            lists, joined by dots (``ticket.qr.0``), or the name of a link's query value.
    """
    if len(text) > TEXT_LIMIT or not text.strip(_WRAPPING):
        return ()
    return _first_distinct(part for part in _readings(text, paths) if _is_storable(part))


def is_ticket_like(text: str) -> bool:
    """Whether an unknown *text* may be a ticket, so that it is worth asking who issued it.

    Wi-Fi codes, business cards, mail and telephone links, payment codes and plain web links
    are no tickets; a web link that carries a code is one.
    """
    bare = _bare(text)
    if not bare or _NO_TICKET.match(bare):
        return False
    if _LINK.match(bare):
        link = _split(bare)
        return link is not None and any(_values_of_known_keys(link))
    return True


def shown(text: str) -> str:
    """Return *text* fit for a screen: at most `SHOWN_LENGTH` characters, nothing invisible."""
    head = text[: SHOWN_LENGTH + 1]
    visible = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in head
    )
    if len(text) <= SHOWN_LENGTH and len(visible) <= SHOWN_LENGTH:
        return visible
    return visible[: SHOWN_LENGTH - 1] + "…"


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits for logs, which must not hold what opens a door."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _first_distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the first `CANDIDATE_LIMIT` different texts, asking for no more than it takes."""
    found: dict[str, None] = {}
    for text in texts:
        found[text] = None
        if len(found) == CANDIDATE_LIMIT:
            break
    return tuple(found)


def _readings(text: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield every reading of *text*, the likeliest first; doubles are dropped by the caller."""
    bare = _bare(text)
    yield text
    whole = [bare]
    if _AIM_PREFIX.match(bare):
        whole.append(_bare(bare[3:]))
    yield from whole
    parts = _first_distinct(
        part for base in whole for part in _parts(base, paths) if len(part) >= PART_MIN
    )
    yield from _own_codes(whole)
    yield from parts
    yield from _own_codes(parts)


def _own_codes(texts: Iterable[str]) -> Iterator[str]:
    """Yield the own codes among *texts*, whatever stands between their letters.

    A scanner set to another layout turns the hyphens between groups into ``ß``, ``'`` or ``+``.
    """
    for text in texts:
        if len(text) > _OWN_SPELT_MAX:
            continue
        letters = (char for char in text if char.upper() in _OWN_LETTERS)
        code = normalised("".join(letters))
        if code is not None:
            yield code


def _parts(text: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield what lies inside a link, a JSON text or before a signature."""
    if text[:1] in ("{", "["):
        yield from _json_strings(text, paths)
    elif "://" in text or _LINK.match(text):
        yield from _link_parts(text, paths)
    elif "/" in text:
        yield _bare(text.partition("/")[0])


def _link_parts(text: str, paths: Sequence[str]) -> Iterator[str]:
    link = _split(text)
    if link is None:
        return
    yield from _values_of_known_keys(link, paths)
    segments = [segment for segment in link.path.split("/") if segment]
    if segments and link.netloc:
        yield _bare(unquote(segments[-1]))
    yield _bare(unquote(link.fragment))


def _split(text: str) -> SplitResult | None:
    """Return the pieces of a link, None where it is broken."""
    try:
        return urlsplit(text if "://" in text else f"//{text}")
    except ValueError:
        return None


def _values_of_known_keys(link: SplitResult, paths: Sequence[str] = ()) -> Iterator[str]:
    try:
        pairs = parse_qsl(link.query, max_num_fields=CANDIDATE_LIMIT)
    except ValueError:
        return
    yield from (_bare(value) for key, value in pairs if key in paths)
    yield from (_bare(value) for key, value in pairs if _CODE_KEYS.fullmatch(key))


def _json_strings(text: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield the strings in a JSON text: at *paths*, then under a known key, then the others."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from (_bare(value) for path in paths if (value := _at(document, path)))
    leaves = list(dict.fromkeys(_leaves(document)))
    yield from (value for key, value in leaves if _CODE_KEYS.fullmatch(key))
    yield from (value for _, value in leaves)
    yield from (value for _, leaf in leaves if (value := _spelt_out(leaf)))


def _at(document: Any, path: str) -> str:
    """Return the text at *path* in a JSON document, numbers as they are; else nothing."""
    node = document
    for step in path.split("."):
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return ""
    is_number = isinstance(node, int) and not isinstance(node, bool)
    return str(node) if isinstance(node, str) or is_number else ""


def _spelt_out(leaf: str) -> str:
    """Return the UUID that 16 bytes in base64 stand for, as newer Indico writes its secrets."""
    if not _SHORT_UUID.fullmatch(leaf):
        return ""
    padded = leaf.rstrip("=").replace("-", "+").replace("_", "/") + "=="
    try:
        return str(UUID(bytes=b64decode(padded)))
    except ValueError:
        return ""


def _leaves(document: Any) -> Iterator[tuple[str, str]]:
    """Yield (nearest key, string) of every string in *document*, in order."""
    waiting = [("", document)]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node, str):
            yield key, _bare(node)
        elif isinstance(node, dict):
            waiting.extend(reversed(node.items()))
        elif isinstance(node, list):
            waiting.extend((key, item) for item in reversed(node))


def _bare(text: str) -> str:
    return text.strip(_WRAPPING)


def _is_storable(part: str) -> bool:
    """Whether *part* can be the code of somebody: not blank, and whole characters only."""
    if not part:
        return False
    try:
        part.encode()
    except UnicodeEncodeError:
        return False
    return True
