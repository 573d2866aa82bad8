"""IPP requests and answers as bytes (RFC 8010): attributes in groups, each value tagged."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from app.errors import PrintError


class Tag(IntEnum):
    """What kind of group or value follows."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    COLLECTION_END = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


FIRST_VALUE_TAG = 0x10
OUT_OF_BAND = range(0x10, 0x20)
"""Tags of values that are unknown or missing."""

_HEADER = struct.Struct(">2sHI")


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its tag; a collection's is a mapping of names to values."""

    tag: Tag
    content: Any


Attributes = Mapping[str, Value | Sequence[Value]]


@dataclass(slots=True)
class Response:
    """An answer: status, and per group of a kind a mapping of names to lists of values."""

    status: int
    groups: list[tuple[int, dict[str, list[Any]]]] = field(default_factory=list)

    def first(self, tag: Tag) -> dict[str, list[Any]]:
        """Return the first group of that kind, empty when there is none."""
        return next((group for kind, group in self.groups if kind == tag), {})

    def every(self, tag: Tag) -> list[dict[str, list[Any]]]:
        """Return all groups of that kind."""
        return [group for kind, group in self.groups if kind == tag]


def encode(
    operation: int, groups: Sequence[tuple[Tag, Attributes]], *, version: tuple[int, int] = (2, 0)
) -> bytes:
    """Return a request; a document may follow it."""
    parts = [_HEADER.pack(bytes(version), operation, 1)]
    for tag, attributes in groups:
        parts.append(bytes([tag]))
        for name, values in attributes.items():
            parts += _attribute(name, values)
    return b"".join([*parts, bytes([Tag.END])])


def decode(message: bytes) -> Response:
    """Return what a printer answered.

    Raises:
        PrintError: the bytes are no IPP message.
    """
    try:
        return _decoded(message)
    except (struct.error, IndexError, ValueError) as error:
        sentence = "The printer's answer cannot be understood; check that its address is right."
        raise PrintError(sentence, "refused") from error


def _attribute(name: str, values: Value | Sequence[Value]) -> Iterator[bytes]:
    """Yield an attribute; a set's further values bear no name."""
    several = [values] if isinstance(values, Value) else values
    for number, value in enumerate(several):
        yield _field(value.tag, "" if number else name, value.content)
        if value.tag is Tag.COLLECTION:
            yield from _members(value.content)


def _members(members: Attributes) -> Iterator[bytes]:
    for name, values in members.items():
        yield _field(Tag.MEMBER, "", name)
        yield from _attribute("", values)
    yield _field(Tag.COLLECTION_END, "", "")


def _field(tag: Tag, name: str, content: Any) -> bytes:
    key, octets = name.encode(), _octets(tag, content)
    return struct.pack(f">BH{len(key)}sH", tag, len(key), key, len(octets)) + octets


def _octets(tag: Tag, content: Any) -> bytes:
    if tag is Tag.COLLECTION:
        return b""
    if tag is Tag.BOOLEAN:
        return bytes([content])
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.pack(">i", content)
    return content if isinstance(content, bytes) else str(content).encode()


def _decoded(message: bytes) -> Response:
    _, status, _ = _HEADER.unpack_from(message)
    response = Response(status)
    at, name = _HEADER.size, ""
    while (tag := message[at]) != Tag.END:
        if tag < FIRST_VALUE_TAG:
            response.groups.append((tag, {}))
            at += 1
            continue
        key, octets, at = _read(message, at)
        name = key or name
        value: Any = _value(tag, octets)
        if tag == Tag.COLLECTION:
            value, at = _collection(message, at)
        response.groups[-1][1].setdefault(name, []).append(value)
    return response


def _collection(message: bytes, at: int) -> tuple[dict[str, list[Any]], int]:
    """Return the members of the collection that begins at *at*, and where it ends."""
    members: dict[str, list[Any]] = {}
    name = ""
    while True:
        tag = message[at]
        _, octets, at = _read(message, at)
        if tag == Tag.COLLECTION_END:
            return members, at
        if tag == Tag.MEMBER:
            name = octets.decode()
            continue
        value: Any = _value(tag, octets)
        if tag == Tag.COLLECTION:
            value, at = _collection(message, at)
        members.setdefault(name, []).append(value)


def _read(message: bytes, at: int) -> tuple[str, bytes, int]:
    """Return name and octets of the value at *at*, and where the next one begins."""
    (length,) = struct.unpack_from(">H", message, at + 1)
    start = at + 3 + length
    (size,) = struct.unpack_from(">H", message, start)
    end = start + 2 + size
    if end > len(message):
        sentence = "a value is cut off"
        raise ValueError(sentence)
    return message[at + 3 : start].decode(), message[start + 2 : end], end


def _value(tag: int, octets: bytes) -> Any:
    """Return a value as Python has it; unknown kinds as bytes, missing values as None."""
    if tag in OUT_OF_BAND:
        return None
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.unpack(">i", octets)[0]
    if tag == Tag.BOOLEAN:
        return octets != b"\0"
    if tag == Tag.RANGE:
        return struct.unpack(">ii", octets)
    if tag in (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE):
        (skip,) = struct.unpack_from(">H", octets)
        return octets[4 + skip :].decode(errors="replace")
    return octets.decode(errors="replace") if tag >= Tag.TEXT else octets
