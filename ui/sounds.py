"""Four answers for the ear: told apart by rhythm and direction; never the only sign."""

import logging
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QObject

from app.model.verdict import Verdict

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

RATE = 44_100
_FADE_MS = 8
_LOUD, _SOFT = 0.5, 0.25
_SCORES: dict[Verdict, tuple[tuple[int, int, int, float], ...]] = {
    # (Hz at the start, Hz at the end, pause after it in ms, loudness); each tone 120 ms
    Verdict.WELCOME: ((880, 1320, 0, _LOUD),),
    Verdict.ALREADY: ((660, 660, 0, _SOFT),),
    Verdict.ATTENTION: ((990, 990, 80, _LOUD), (990, 990, 0, _LOUD)),
    Verdict.STOP: ((880, 880, 60, _LOUD), (740, 740, 60, _LOUD), (587, 587, 0, _LOUD)),
}
TONE_MS = 120

logger = logging.getLogger(__name__)


def waveform(verdict: Verdict) -> NDArray[np.int16]:
    """Return the sound of an answer: 44,100 samples a second, one channel."""
    parts = [
        part
        for start, end, pause_ms, loudness in _SCORES[verdict]
        for part in (_tone(start, end) * loudness, np.zeros(RATE * pause_ms // 1000))
    ]
    return np.rint(np.concatenate(parts) * 32_767).astype(np.int16)


def _tone(start_hz: float, end_hz: float) -> NDArray[np.float64]:
    count = RATE * TONE_MS // 1000
    frequency = np.linspace(start_hz, end_hz, count)
    wave = np.sin(2 * np.pi * np.cumsum(frequency) / RATE)
    # Without the fades the speaker clicks.
    fade = np.minimum(1, np.arange(count) / (RATE * _FADE_MS / 1000))
    return wave * fade * fade[::-1]


class Sounds(QObject):
    """Plays answers; silent where the system has no sound."""

    def __init__(self, *, is_on: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_on = is_on
        self._sink: QAudioSink | None = None
        self._buffer = QBuffer(self)

    @property
    def is_audible(self) -> bool:
        """Whether there is a device that plays."""
        return self._sink is not None

    def prepare(self) -> None:
        """Look for a sound device, once; a station without one stays silent."""
        if not self._is_on:
            return
        try:
            from PySide6.QtMultimedia import (  # noqa: PLC0415 - absent on some systems
                QAudioFormat,
                QAudioSink,
                QMediaDevices,
            )
        except ImportError as error:
            logger.info("no sound: %s", error)
            return
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            return
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form, self)

    def play(self, verdict: Verdict) -> None:
        """Play the sound of an answer, cutting off one that is still heard."""
        if self._sink is None:
            return
        self._sink.reset()
        self._buffer.close()
        self._buffer.setData(waveform(verdict).tobytes())
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.start(self._buffer)
