"""The board's page and its parts: files that are sent as they are, the same to everybody."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.paths import resources_dir

PAGE = "board.html"
COLOURS = "colours.css"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
_FACES = (
    "IBMPlexSans-Light.ttf",
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
)
_THEMES = (
    (":root", "light"),
    ("@media (prefers-color-scheme: dark) { :root", "dark"),
    (':root[data-theme="dark"]', "dark"),
    (':root[data-theme="light"]', "light"),
    ("@media (prefers-contrast: more) { :root:root", "high_contrast"),
)
"""Which theme holds where; a later line wins."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent; ``tag`` tells whether a browser has it already."""

    body: bytes
    type: str
    tag: str


@cache
def files() -> Mapping[str, File]:
    """Return everything by its name, read once."""
    resources = resources_dir()
    pages = [path for path in (resources / "web").iterdir() if path.suffix in _TYPES]
    faces = [resources / "fonts" / name for name in _FACES]
    found = {path.name: _file(path.read_bytes(), path.suffix) for path in (*pages, *faces)}
    sheet = colours(resources / "theme" / "tokens.toml")
    return found | {COLOURS: _file(sheet.encode(), ".css")}


def colours(tokens: Path) -> str:
    """Return the window's colours as a style sheet: one truth for window and board."""
    themes = tomllib.loads(tokens.read_text("utf-8"))
    return "".join(
        f"{where} {{ {' '.join(_lines(themes[theme], theme))} }}{'}' if '@' in where else ''}\n"
        for where, theme in _THEMES
    )


def _lines(theme: Mapping[str, str], name: str) -> Iterator[str]:
    yield f"color-scheme: {'light' if name == 'light' else 'dark'};"
    yield from (f"--{key}: {value};" for key, value in theme.items())
    # Rooms are black tiles; where the ground is black, white ones.
    yield f"--tile: {theme['ink']}; --on_tile: {theme['ground']};"


def _file(body: bytes, suffix: str) -> File:
    return File(body, _TYPES[suffix], f'"{hashlib.sha256(body).hexdigest()[:16]}"')
