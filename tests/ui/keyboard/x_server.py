"""An X server without a screen, and a keyboard on it: real key events, without a person."""

import ctypes
import os
import shutil
import subprocess
from contextlib import contextmanager
from itertools import pairwise

from app.reading.layouts import US, X11, layouts
from app.reading.readings import PAUSE_MS
from tests.ui.keyboard.x_record import XRecord

CORE_KEYBOARD = 0x100
CAPS_LOCK = 2
SHIFT_KEY, ALTGR_KEY, ENTER_KEY, TAB_KEY = 50, 108, 36, 23
KEYS = {place: code for code, place in X11.items()}
STROKES = {
    name: {character: stroke for stroke, character in reversed(table.items())}
    for name, table in layouts().items()
}
PACE_MS = 2


@contextmanager
def x_server():
    """Start Xvfb on a free display; yield the display's name.

    It stamps the keys, as a kernel does on a real machine, so where it may it goes before the
    tests beside it: starved of the processor for a tenth of a second, it would stamp a pause
    into the middle of a scan that no scanner makes.
    """
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [shutil.which("nice"), "-n", "-10", shutil.which("Xvfb"), "-displayfd", str(writing),
         "-screen", "0", "1366x768x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


class XKeyboard:
    """Presses keys through the XTEST extension, as the X server gets them from hardware."""

    def __init__(self, display):
        self._name = display
        self._x11, self._xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))
        assert self._display
        self._record = XRecord(self._x11, self._xtst, display)
        self._sent, self._keys, self._amid = 0, [], set()

    def close(self):
        self._record.close()
        self._x11.XCloseDisplay(self._display)

    def forget(self):
        """Look only at the presses from now on."""
        self._listen()
        self._record.stamps_ms.clear()
        self._sent, self._keys, self._amid = 0, [], set()

    @property
    def was_steady(self):
        """Whether the server stamped the presses as a scanner's: all of them, and none late.

        A starved machine puts a pause amid a scan, and a scan with a pause is rightly two.
        """
        self._listen()
        if len(self._record.stamps_ms) != self._sent:
            return False  # A key that was held for too long repeats itself.
        at_ms = [self._record.stamps_ms[press] for press in self._keys]  # Shift alone is no key
        gaps_ms = [0, *(after - before for before, after in pairwise(at_ms))]
        return all(gaps_ms[number] < PAUSE_MS for number in self._amid)

    def _listen(self):
        self._x11.XSync(self._display, 0)
        self._record.listen()

    def set_up(self, layout, *, caps):
        """Switch the layout of the whole display, and Caps Lock."""
        name, _, variant = layout.partition(":")
        command = [
            "setxkbmap",
            "-display",
            self._name,
            name,
            *(["-variant", variant] * bool(variant)),
        ]
        subprocess.run(command, check=True)
        locked = CAPS_LOCK if caps else 0
        self._x11.XkbLockModifiers(self._display, CORE_KEYBOARD, CAPS_LOCK, locked)
        self._x11.XSync(self._display, 0)

    def scan(self, text, *, scanner=US, end=ENTER_KEY, pace_ms=PACE_MS, after_ms=0):
        """Type *text* as a scanner that is set to the layout *scanner*; *end* may be None."""
        self._stroke(STROKES[scanner][text[0]], pace_ms + after_ms)
        begun = len(self._keys)
        for character in text[1:]:
            self._stroke(STROKES[scanner][character], pace_ms)
        if end is not None:
            self._press(end, pace_ms)
        self._amid.update(range(begun, len(self._keys)))
        self._x11.XFlush(self._display)

    def type(self, text, pauses_ms):
        """Type *text* as fingers do."""
        for character, pause_ms in zip(text, pauses_ms, strict=False):
            self._stroke(STROKES[US][character], pause_ms)
        self._x11.XFlush(self._display)

    def _stroke(self, stroke, delay_ms):
        held = [SHIFT_KEY] * stroke.shift + [ALTGR_KEY] * stroke.altgr
        for key in held:
            self._fake(key, down=True, delay_ms=0)
        self._press(KEYS[stroke.place], delay_ms)
        for key in held:
            self._fake(key, down=False, delay_ms=0)

    def _press(self, key, delay_ms):
        self._keys.append(self._sent)
        self._fake(key, down=True, delay_ms=delay_ms)
        self._fake(key, down=False, delay_ms=0)

    def _fake(self, key, *, down, delay_ms):
        self._sent += down
        self._xtst.XTestFakeKeyEvent(self._display, key, down, ctypes.c_ulong(delay_ms))
