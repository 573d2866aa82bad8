"""The designs of a machine: those that are shipped, and its own ones in the data folder."""

import re
from collections.abc import Mapping
from pathlib import Path

from app.badge.choices import key_of, read_choices, write_choices
from app.badge.design import bundled_designs, design_of
from app.badge.picture import load_picture
from app.badge.toml_file import listing, read_toml, toml_of
from app.errors import BadgeError, FileError
from app.paths import write_whole

_SUFFIX = ".toml"
_COPY = "{name}-{number}"
_LONGEST = 60
_NAME = re.compile(r"[^\W_](?:[\w -]*[^\W_])?")
"""A name that is a file's name on every system: letters, digits, blanks and hyphens."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class DesignLibrary:
    """Designs by name; own ones are files of *folder*, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return all names: the shipped designs, then the own ones."""
        return [*bundled_designs(), *self._own()]

    def is_shipped(self, name: str) -> bool:
        """Whether the design came with the product; then it is never overwritten."""
        return name in bundled_designs()

    def path(self, name: str) -> Path:
        """Return the file of a design, or where one of that name is going to be."""
        return bundled_designs().get(name) or self._folder / f"{name}{_SUFFIX}"

    def setting(self, name: str) -> str:
        """Return what `app.settings.Settings.design` must be to choose the design."""
        return name if self.is_shipped(name) else str(self.path(name))

    def name_of(self, setting: str) -> str:
        """Return the design that a setting chooses; empty when it is of another folder."""
        return next((name for name in self.names() if self.setting(name) == setting), "")

    def text(self, name: str) -> str:
        """Return the file of a design as it is written.

        Raises:
            BadgeError: it cannot be read or is no TOML; the sentence names file and line.
        """
        return read_toml(self.path(name)).text

    def free_name(self, name: str) -> str:
        """Return *name* when it can be kept, else one made of it that is free."""
        taken = self.names()
        if name not in taken:
            return name
        numbers = range(2, len(taken) + 3)
        copies = (_COPY.format(name=name, number=number) for number in numbers)
        return next(copy for copy in copies if copy not in taken)

    def keep(self, name: str, text: str) -> Path:
        """Write a design into its file, whole or not at all; return the file.

        Raises:
            BadgeError: the design is wrong, shipped under that name, or cannot be called so.
            FileError: the folder cannot be written.
        """
        path = self._folder / f"{name}{_SUFFIX}"
        self._check_name(name)
        design_of(toml_of(path, text))
        try:
            write_whole(path, text.encode())
        except OSError as error:
            sentence = f"{path} cannot be written ({error.strerror}); check the folder's rights."
            raise FileError(sentence) from error
        return path

    def adopt(self, picture: Path) -> str:
        """Copy a PNG or SVG file beside the own designs; return the name for ``src``.

        A file of that name that is there already is kept, and the copy gets another name.

        Raises:
            BadgeError: it is no picture that can be drawn.
            FileError: it cannot be copied.
        """
        load_picture(picture)
        names = [picture.name, *(f"{picture.stem}-{n}{picture.suffix}" for n in range(2, 100))]
        try:
            content = picture.read_bytes()
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in names:
                target = self._folder / name
                if not target.exists():
                    target.write_bytes(content)
                if target.read_bytes() == content:
                    return name
        except OSError as error:
            sentence = f"{picture.name} cannot be copied into {self._folder} ({error.strerror})."
            raise FileError(sentence) from error
        sentence = f"There are too many pictures named {picture.name}; give it another name."
        raise FileError(sentence)

    def choices(self) -> dict[str, str]:
        """Return the designs of categories by name; all other guests have the usual one."""
        return read_choices(self._folder)

    def chosen_for(self, category: str) -> str:
        """Return the design of a category by name; empty where it is the usual one."""
        names = {key_of(other): name for other, name in self.choices().items()}
        return names.get(key_of(category), "")

    def choose(self, category: str, name: str) -> None:
        """Give guests of *category* a design of their own; without a name the usual one again.

        Raises:
            BadgeError: there is no design of that name, or no category was named.
            FileError: the folder cannot be written.
        """
        if not key_of(category):
            sentence = "Name the category of guests that gets the design."
            raise BadgeError(sentence)
        if name and name not in self.names():
            sentence = f"There is no design “{name}”; there are {', '.join(self.names())}."
            raise BadgeError(sentence)
        wanted, known = key_of(category), self.choices()
        kept = {other: design for other, design in known.items() if key_of(other) != wanted}
        write_choices(self._folder, kept | ({category.strip(): name} if name else {}))

    def _check_name(self, name: str) -> None:
        if self.is_shipped(name):
            sentence = f"“{name}” came with the product and stays as it is; give another name."
            raise BadgeError(sentence)
        is_good = _NAME.fullmatch(name) and not _RESERVED.fullmatch(name) and len(name) <= _LONGEST
        if not is_good:
            sentence = (
                f"“{name}” cannot be a file's name;"
                f" use up to {_LONGEST} letters, digits, blanks and hyphens."
            )
            raise BadgeError(sentence)

    def _own(self) -> Mapping[str, Path]:
        shipped = bundled_designs()
        own = listing(self._folder)
        return {name: path for name, path in own.items() if name not in shipped}
