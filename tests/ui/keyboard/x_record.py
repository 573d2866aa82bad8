"""What an X server says of the keys it got: the stamp of every press, through its RECORD extension.

The station goes by these stamps, and so does whoever wants to know whether a scan was one.
"""

import ctypes

KEY_PRESS = 2
FROM_SERVER = 0
_STAMP = slice(4, 8)


class _Range(ctypes.Structure):
    """The library's XRecordRange; only what devices did is asked for."""

    _fields_ = (
        ("core_and_extensions", ctypes.c_ubyte * 16),
        ("delivered_events", ctypes.c_ubyte * 2),
        ("device_events", ctypes.c_ubyte * 2),
        ("errors", ctypes.c_ubyte * 2),
        ("client_started", ctypes.c_int),
        ("client_died", ctypes.c_int),
    )


class _Data(ctypes.Structure):
    """The library's XRecordInterceptData."""

    _fields_ = (
        ("id_base", ctypes.c_ulong),
        ("server_time", ctypes.c_ulong),
        ("client_seq", ctypes.c_ulong),
        ("category", ctypes.c_int),
        ("client_swapped", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_ubyte)),
        ("data_len", ctypes.c_ulong),
    )


_Heard = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Data))


class XRecord:
    """Hears of every key press of a display; ``stamps_ms`` are their times by the server."""

    def __init__(self, x11, xtst, name):
        self._x11, self._xtst = x11, xtst
        self.stamps_ms = []
        self._heard = _Heard(self._hear)
        xtst.XRecordAllocRange.restype = ctypes.POINTER(_Range)
        xtst.XRecordCreateContext.restype = ctypes.c_ulong
        self._asking, self._hearing = (
            ctypes.c_void_p(x11.XOpenDisplay(name.encode())) for _ in range(2)
        )
        asked = xtst.XRecordAllocRange()
        asked.contents.device_events[:] = [KEY_PRESS, KEY_PRESS]
        everybody = ctypes.c_ulong(3)
        self._context = ctypes.c_ulong(
            xtst.XRecordCreateContext(
                self._asking, 0, ctypes.byref(everybody), 1, ctypes.byref(asked), 1
            )
        )
        x11.XFree(asked)
        x11.XSync(self._asking, 0)
        assert xtst.XRecordEnableContextAsync(self._hearing, self._context, self._heard, None)

    def listen(self):
        """Take in what the server has said until now."""
        self._x11.XSync(self._asking, 0)
        self._xtst.XRecordProcessReplies(self._hearing)

    def close(self):
        self._xtst.XRecordDisableContext(self._asking, self._context)
        self._x11.XSync(self._asking, 0)
        self._xtst.XRecordProcessReplies(self._hearing)
        for display in (self._hearing, self._asking):
            self._x11.XCloseDisplay(display)

    def _hear(self, _closure, told):
        event = told.contents
        if event.category == FROM_SERVER and event.data[0] & 0x7F == KEY_PRESS:
            stamp = bytes(event.data[_STAMP])
            self.stamps_ms.append(int.from_bytes(stamp, "little"))
        self._xtst.XRecordFreeData(told)
