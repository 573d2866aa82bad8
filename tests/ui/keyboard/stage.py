"""A stage on which a scene is played again when the machine, not the station, spoilt it."""

import queue

import pytest

TRIES = 5


class Stage:
    """Gives every try a station of its own, which *begin* opens."""

    def __init__(self, keyboard, begin):
        self._keyboard, self._begin = keyboard, begin
        self._station = None

    def play(self, scene):
        """Play *scene* with a station; again where it failed and a scan had a pause amid."""
        for _ in range(TRIES):
            self._station = self._station or self._begin()
            self._keyboard.forget()
            try:
                return scene(self._station)
            except (AssertionError, queue.Empty):
                if self._keyboard.was_steady:
                    raise
            self.close()
        return pytest.fail(f"this machine put a pause into a scan {TRIES} times; it is too busy")

    def close(self):
        station, self._station = self._station, None
        if station is not None:
            station.close()
