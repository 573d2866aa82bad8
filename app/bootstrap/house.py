"""What the window opens and closes: the station, practice, and the first start."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from app.bootstrap.desk import StationDesk
from app.bootstrap.first_start import FirstStart
from app.bootstrap.practice import PracticeRoom
from app.bootstrap.workplace import Workplace, folder, open_workplace
from app.clock import SystemClock
from app.model.permit import Act
from app.settings import Settings, load_settings, save_settings
from db.hub_memo import read_memo

PLACE_FILE = "place"
"""Where the window was, as long as it is open: whoever restarts it after a fall goes on there."""


class House:
    """Everything around one data folder that lives longer than a window.

    Args:
        data: The data folder.
        event: Which event, by name or id; None for the only one.
        furnish: Puts a desk together around an open event.
    """

    def __init__(
        self,
        data: Path,
        event: str | None,
        furnish: Callable[[Workplace, Settings], StationDesk],
    ) -> None:
        self._data, self._event, self._furnish = data, event, furnish
        self._rooms: dict[int, PracticeRoom] = {}
        self.first = FirstStart(data, SystemClock())

    @property
    def settings(self) -> Settings:
        """The choices of this laptop."""
        return load_settings(self._data)

    def keep(self, settings: Settings) -> None:
        """Keep the choices of this laptop.

        Raises:
            FileError: the folder cannot be written.
        """
        save_settings(self._data, settings)

    def has_event(self) -> bool:
        """Whether there is anything to open; a named event is looked for in any case."""
        paths = folder(self._data).paths()
        return bool(paths) or self._event is not None or read_memo(self._data) is not None

    def open(self) -> StationDesk:
        """Return the desk of the event, at work.

        Raises:
            EmpfangError: it cannot be opened, or a choice is needed.
        """
        settings = self.settings
        workplace = open_workplace(self._data, self._event or settings.event or None)
        desk = self._furnish(workplace, settings)
        desk.start_background()
        return desk

    def practise(self) -> StationDesk:
        """Return a desk of invented guests that knows nothing of the event.

        Raises:
            StorageError: there is no room for it.
        """
        room = PracticeRoom(self.settings)
        desk = self._furnish(room.open(), room.settings)
        self._rooms[id(desk)] = room
        # A hub would be a real one, in the real network.
        desk.roles.barred = frozenset({Act.HUB})
        desk.start_background(has_reserve=False)
        return desk

    def close(self, desk: StationDesk) -> None:
        """End the work of a desk; practice is thrown away."""
        desk.stop_background()
        if (room := self._rooms.pop(id(desk), None)) is not None:
            room.clear()

    @property
    def place(self) -> str:
        """Where the last window was when it ended without a word; empty after a proper end."""
        with contextlib.suppress(OSError, ValueError):
            return (self._data / PLACE_FILE).read_text("utf-8").strip()
        return ""

    def keep_place(self, place: str) -> None:
        """Remember where the window is; empty when it ends properly."""
        path = self._data / PLACE_FILE
        with contextlib.suppress(OSError):
            if place:
                path.write_text(place, "utf-8")
            else:
                path.unlink(missing_ok=True)
