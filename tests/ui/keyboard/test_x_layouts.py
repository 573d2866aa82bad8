"""Every code arrives once, for the right person, whatever the keyboard of this computer is."""

import random
import string
from contextlib import closing

import pytest

from app.model.code import grouped, new_code
from app.reading.layouts import layouts
from tests.ui.keyboard.stage import Stage
from tests.ui.keyboard.station import Station, make_event
from tests.ui.keyboard.x_server import STROKES, TAB_KEY

OWN = new_code()
CODES = {
    "own": OWN,
    "link": "https://tickets.example/e/42?t=xYz-09_aQw&x=1#z",
    "uuid": "6f1c2a9e-0b7d-4d8e-9a3c-5e2f7b1d0c4a",
    "base64": "Zm9vYmFyL2Jhei+xyz/AyYz==",
    "secret": "m7x9kzqa2w8yrnvpcdge4h5jt6ubfsz3",
    "digits": "000123456789012345",
    "signs": "~=Z^`e'\"a[]{}|\\<>@#$%;:!?*()",
}
LAYOUTS = ["us", "gb", "de", "ch", "fr", "es", "it", "tr", "se", "cz"]


def near(code, chance):
    """Return a code that differs from *code* in one character of the same kind."""
    at = chance.choice([index for index, sign in enumerate(code) if sign.isalnum()])
    kind = next(k for k in (string.digits, string.ascii_lowercase, string.ascii_uppercase)
                if code[at] in k)  # fmt: skip
    return code[:at] + chance.choice(kind.replace(code[at], "")) + code[at + 1 :]


@pytest.fixture(scope="module")
def stage(tmp_path_factory, display, keyboard):
    chance = random.Random(3)  # noqa: S311 - neighbours, not secrets
    neighbours = {f"{name}-{n}": near(code, chance) for name, code in CODES.items()
                  for n in range(20)}  # fmt: skip
    folder = tmp_path_factory.mktemp("station")
    make_event(folder, {**CODES, **neighbours})
    with closing(Stage(keyboard, lambda: Station(folder, display))) as stage:
        yield stage


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_code_arrives_once_for_the_right_person(layout, stage, keyboard):
    def scene(station):
        for caps in (False, True):
            keyboard.set_up(layout, caps=caps)
            for name, code in CODES.items():
                keyboard.scan(code)
                assert (name, station.answer()["person"]) == (name, name)
        keyboard.scan(grouped(OWN), end=TAB_KEY)
        assert station.answer()["person"] == "own"
        assert not station.has_more
        assert set(station.order()["fields"].values()) == {""}

    stage.play(scene)


@pytest.mark.parametrize("layout", ["us", "de", "fr"])
def test_a_scanner_set_to_another_layout_is_understood(layout, stage, keyboard):
    keyboard.set_up(layout, caps=False)

    def scene(station):
        for scanner in LAYOUTS:
            plain = {name: c for name, c in CODES.items() if set(c) <= STROKES[scanner].keys()}
            for name, code in plain.items():
                keyboard.scan(code, scanner=scanner)
                assert (scanner, name, station.answer()["person"]) == (scanner, name, name)
        assert not station.has_more

    stage.play(scene)


def test_all_tested_layouts_are_known():
    assert set(LAYOUTS) <= layouts().keys()
