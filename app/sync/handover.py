"""The hand-over file: all entries of a station, for a laptop that takes its place.

It starts with a mark and a random salt. Then come chunks of AES-256-GCM, each behind its length,
under a key that scrypt makes of the one-time code and the salt. Number and finality of a chunk
are its nonce (the STREAM construction; Hoang, Reyhanitabar, Rogaway, Vizar, 2015), so nothing can
be cut off, swapped or added. Inside is zstd over lines of JSON: one about the whole, then entries.
"""

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import msgspec
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.errors import FileError, InputError
from app.model.code import normalised
from app.model.entry import Entry
from app.sync import wire

MARK = b"EMPFHO01"
SALT_BYTES = 16
CHUNK_BYTES = 1 << 16
LONGEST_LINE_BYTES = 1 << 24
_TAG_BYTES = 16
_LENGTH_BYTES = 4
_LEVEL = 3
_COST = 2**16


class Contents(msgspec.Struct, kw_only=True, frozen=True):
    """What a hand-over file is about. ``settings`` are those that fit another laptop."""

    event: str
    name: str
    station: str
    entries: int
    settings: dict[str, Any]
    v: int = 1


def write_handover(
    path: Path, code: str, contents: Contents, entries: Iterable[Entry], *, salt: bytes
) -> None:
    """Write a hand-over file, whole or not at all.

    Args:
        path: The file; an older one gives way.
        code: The one-time code that opens it.
        contents: What it is about.
        entries: All entries, each station's in sequence.
        salt: `SALT_BYTES` random bytes.

    Raises:
        FileError: it cannot be written.
    """
    draft = path.with_name(f"{path.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(MARK + salt)
            _seal(file, _cipher(code, salt), MARK + salt, _packed(_lines(contents, entries)))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        sentence = f"{path} cannot be written: {error.strerror}; choose another place."
        raise FileError(sentence) from error


def check_handover(path: Path, code: str) -> Contents:
    """Read a hand-over file to its end and return what it is about.

    Raises:
        InputError: the code is mistyped or another file's.
        FileError: the file is missing, none, damaged or cut off.
    """
    with open_handover(path, code) as (contents, entries):
        count = sum(1 for _ in entries)
    if count != contents.entries:
        raise _damaged(path)
    return contents


@contextmanager
def open_handover(path: Path, code: str) -> Iterator[tuple[Contents, Iterator[Entry]]]:
    """Yield what a hand-over file is about, and its entries.

    Raises:
        InputError: the code is mistyped or another file's.
        FileError: the file is missing, none, damaged or cut off; perhaps only at its end.
    """
    own = normalised(code)
    if own is None:
        sentence = "This is no code of a hand-over file; it has 16 letters, as it was shown."
        raise InputError(sentence)
    try:
        with path.open("rb") as file:
            head = file.read(len(MARK) + SALT_BYTES)
            if len(head) < len(MARK) + SALT_BYTES or not head.startswith(MARK):
                sentence = f"{path} is no hand-over file of Empfang."
                raise FileError(sentence)
            source = _Opened(file, _cipher(own, head[len(MARK) :]), head, path)
            decompressor = zstandard.ZstdDecompressor()
            unpacked = decompressor.stream_reader(cast("IO[bytes]", source))
            lines = cast("IO[bytes]", io.BufferedReader(unpacked, CHUNK_BYTES))
            contents = _read(lines.readline(LONGEST_LINE_BYTES), Contents, path)
            yield contents, _entries(lines, source, path)
    except OSError as error:
        sentence = f"{path} cannot be read: {error.strerror}."
        raise FileError(sentence) from error
    except zstandard.ZstdError as error:
        raise _damaged(path) from error


class _Opened(io.RawIOBase):
    """The plain bytes of a sealed file; nothing leaves before it was authenticated."""

    def __init__(self, file: BinaryIO, cipher: AESGCM, head: bytes, path: Path) -> None:
        self.is_complete = False
        self._file = file
        self._cipher = cipher
        self._head = head
        self._path = path
        self._number = 0
        self._rest = b""

    def readable(self) -> bool:
        """Return true, as `io` wants to know."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to *size* bytes; none at the end."""
        if not self._rest and not self.is_complete:
            self._rest = self._next_chunk()
        size = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def _next_chunk(self) -> bytes:
        length = int.from_bytes(self._file.read(_LENGTH_BYTES))
        sealed = self._file.read(min(length, CHUNK_BYTES + _TAG_BYTES))
        for is_last in (False, True):
            try:
                plain = self._cipher.decrypt(
                    _nonce(self._number, is_last=is_last), sealed, self._head
                )
            except InvalidTag:
                continue
            self._number += 1
            if is_last and self._file.read(1):
                break
            self.is_complete = is_last
            return plain
        if self._number == 0:
            sentence = f"The code does not open {self._path}, or the file is damaged."
            raise InputError(sentence)
        raise _damaged(self._path)


def _entries(lines: IO[bytes], source: _Opened, path: Path) -> Iterator[Entry]:
    while line := lines.readline(LONGEST_LINE_BYTES):
        yield _read(line, Entry, path)
    # The end of the packed stream is not yet the end of the file.
    if source.read() or not source.is_complete:
        raise _damaged(path)


def _lines(contents: Contents, entries: Iterable[Entry]) -> Iterator[bytes]:
    yield wire.encode(contents) + b"\n"
    for entry in entries:
        yield msgspec.json.encode(entry) + b"\n"


def _packed(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    for line in lines:
        yield packer.compress(line)
    yield packer.flush()


def _seal(file: BinaryIO, cipher: AESGCM, head: bytes, pieces: Iterable[bytes]) -> None:
    """Write *pieces* in chunks; the last one, which may be empty, says that it is."""
    number, waiting = 0, b""
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK_BYTES:
            chunk, waiting = waiting[:CHUNK_BYTES], waiting[CHUNK_BYTES:]
            _put(file, cipher.encrypt(_nonce(number, is_last=False), chunk, head))
            number += 1
    _put(file, cipher.encrypt(_nonce(number, is_last=True), waiting, head))


def _put(file: BinaryIO, sealed: bytes) -> None:
    file.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def _cipher(code: str, salt: bytes) -> AESGCM:
    """Return the cipher of a code: 64 random bits, stretched by 64 MB and about 0.2 s."""
    return AESGCM(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(code.encode("ascii")))


def _read(line: bytes, kind: type[Any], path: Path) -> Any:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> FileError:
    return FileError(f"{path} is damaged or was cut off; write the hand-over file anew.")
