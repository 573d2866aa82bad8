"""Cuts what a scanner sends over a serial line into codes."""

from app.reading.payload import TEXT_LIMIT

_ENDS = b"\r\n"
_BYTES_LIMIT = 4 * TEXT_LIMIT  # the longest UTF-8 of the longest code


class SerialCodes:
    """Collects bytes; carriage return, line feed or silence ends a code."""

    def __init__(self) -> None:
        self._rest = b""

    @property
    def is_open(self) -> bool:
        """Whether a code has begun that has not ended yet."""
        return bool(self._rest)

    def feed(self, received: bytes) -> list[str]:
        """Return the codes that *received* completes, in order.

        What is longer than any code is noise, as a wrong baud rate makes it; it is dropped.
        """
        *lines, rest = (self._rest + received).replace(b"\r", b"\n").split(b"\n")
        self._rest = rest if len(rest) <= _BYTES_LIMIT else b""
        return [_text(line) for line in lines if line]

    def end(self) -> list[str]:
        """Return the code that silence has ended, none when nothing had begun."""
        return self.feed(_ENDS)

    def forget(self) -> None:
        """Drop the beginning of a code whose end will never come: the scanner was unplugged."""
        self._rest = b""


def _text(line: bytes) -> str:
    """Return *line* as UTF-8, or as Latin-1, in which everything is something."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
