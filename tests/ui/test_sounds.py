"""Four answers for the ear."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtMultimedia import QMediaDevices

from app.model.verdict import Verdict
from ui.sounds import RATE, Sounds, waveform


def pitches(verdict):
    """Return the strongest frequency of each tenth of the sound in Hz, silence left out."""
    found = []
    for part in np.array_split(waveform(verdict).astype(float), 10):
        if np.abs(part).max() > 1000:
            spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), n=RATE))
            found.append(int(spectrum.argmax()))
    return found


def test_no_two_answers_sound_alike():
    for one, other in combinations(Verdict, 2):
        assert waveform(one).tobytes() != waveform(other).tobytes()


def test_welcome_rises():
    heard = pitches(Verdict.WELCOME)

    assert heard == sorted(heard)
    assert heard[-1] - heard[0] > 200


def test_stop_falls():
    heard = pitches(Verdict.STOP)

    assert heard[0] > 850
    assert heard[-1] < 600


def test_already_is_softer_than_every_other_answer():
    loudness = {verdict: int(np.abs(waveform(verdict)).max()) for verdict in Verdict}

    assert min(loudness, key=loudness.get) is Verdict.ALREADY


@pytest.mark.parametrize("verdict", list(Verdict))
def test_sounds_are_short_and_begin_and_end_in_silence(verdict):
    wave = waveform(verdict)

    assert len(wave) / RATE <= 0.5
    assert abs(int(wave[0])) < 50
    assert abs(int(wave[-1])) < 200


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("PulseAudioService")
def test_only_a_machine_with_a_sound_device_plays():
    sounds = Sounds(is_on=True)
    sounds.prepare()

    sounds.play(Verdict.ALREADY)

    assert sounds.is_audible is not QMediaDevices.defaultAudioOutput().isNull()


@pytest.mark.usefixtures("qapp")
def test_a_desk_that_wants_no_sound_asks_for_no_device():
    sounds = Sounds(is_on=False)
    sounds.prepare()

    assert not sounds.is_audible
