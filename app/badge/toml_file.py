"""TOML files that people write by hand: what is wrong is said with file and line."""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.errors import BadgeError

Shape = TypeVar("Shape")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_KNOWN_FORMAT = 1


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that was read, with its text for finding lines again."""

    path: Path
    text: str
    values: dict[str, Any]

    def convert(self, shape: type[Shape]) -> Shape:
        """Return the values as *shape*.

        Raises:
            BadgeError: a key is unknown, missing or of the wrong kind, or the file is of a
                newer format; the sentence names the line.
        """
        version = self.values.get("format", _KNOWN_FORMAT)
        if version != _KNOWN_FORMAT:
            is_newer = isinstance(version, int) and version > _KNOWN_FORMAT
            reason = (
                "the file was written for a newer release; install the update"
                if is_newer
                else f"the format must be {_KNOWN_FORMAT}"
            )
            raise BadgeError(self.sentence(reason, "$.format"))
        endless = next(_endless(self.values, "$"), "")
        if endless:
            raise BadgeError(self.sentence("this number has no end or is none", endless))
        try:
            return msgspec.convert(self.values, shape)
        except msgspec.ValidationError as error:
            problem, _, place = str(error).partition(" - at ")
            raise BadgeError(self.sentence(problem, place.strip("`"))) from error

    def sentence(self, problem: str, place: str = "") -> str:
        """Return a sentence on *problem* at a place such as ``$.field[2].box``."""
        unknown = re.search(r"unknown field `(\w+)`", problem)
        if unknown:
            place += f".{unknown.group(1)}"
        line = self._line(place)
        return f"{self.path.name}, line {line}: {problem}. Correct the line and try again."

    def _line(self, place: str) -> int:
        """Return the number of the line that holds *place*, of its table when it has none."""
        line = 0
        tables: list[str] = []
        keys: list[str] = []
        for name, index in _STEP.findall(place if place.startswith("$") else f"$.{place}"):
            if name:
                tables.append(name)
                keys.append(name)
                continue
            found = self._headers(".".join(tables), after=line)
            if int(index) < len(found):
                line = found[int(index)]
                keys.clear()
        lines = (self._key_line(key, line) for key in reversed(keys))
        return next(filter(None, lines), line or 1)

    def _headers(self, table: str, after: int) -> list[int]:
        """Return the lines, from 1, behind *after* that begin a table of that name."""
        header = f"[[{table}]]"
        return [
            number
            for number, line in enumerate(self.text.splitlines(), start=1)
            if number > after and line.replace(" ", "").startswith(header)
        ]

    def _key_line(self, key: str, after: int) -> int | None:
        """Return the first line behind *after* that sets *key*, within the same table."""
        for number, line in enumerate(self.text.splitlines()[after:], start=after + 1):
            if line.lstrip().startswith("[") and after:
                return None
            if re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return None


def _endless(value: object, place: str) -> Iterator[str]:
    """Yield where ``inf`` and ``nan`` stand, which TOML knows and no length is."""
    if isinstance(value, float) and not math.isfinite(value):
        yield place
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _endless(each, f"{place}.{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _endless(each, f"{place}[{index}]")


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file.

    Raises:
        BadgeError: it is missing, no UTF-8 text or no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        sentence = f"{path} cannot be read ({error.strerror}); check the path."
        raise BadgeError(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{path.name} is not UTF-8 text; save it in that encoding."
        raise BadgeError(sentence) from error
    return toml_of(path, text)


def toml_of(path: Path, text: str) -> TomlFile:
    """Return *text* as the content of the file at *path*, which need not exist yet.

    Raises:
        BadgeError: it is no TOML; the sentence names the line.
    """
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found.group(1) if found else str(text.count("\n") + 1)
        sentence = f"{path.name}, line {line}: this is not TOML ({error}). Correct the line."
        raise BadgeError(sentence) from error


def listing(folder: Path) -> dict[str, Path]:
    """Return the TOML files of a folder by their names without ending."""
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def find(name: str, shipped: Mapping[str, Path], kind: str) -> Path:
    """Return the shipped file of that name, or the file at that path.

    Raises:
        BadgeError: there is neither.
    """
    if name in shipped:
        return shipped[name]
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return path
    sentence = f"There is no {kind} “{name}”; name one of {', '.join(shipped)} or a TOML file."
    raise BadgeError(sentence)
