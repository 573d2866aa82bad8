"""The levels and orders that Unicode's own test data (version 15) expects."""

import lzma
import os
from pathlib import Path

import pytest

from app.badge.bidi import bidi_class, levels, visual_order

DATA = Path(__file__).parents[2] / "data" / "unicode"
# A line in so many of the half million of classes; `thorough` takes all, about half a minute.
STEP = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 23
OF_CLASS = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "AN": "\u0661",
    "ES": "+",
    "ET": "$",
    "CS": ",",
    "NSM": "\u0300",
    "BN": "\xad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "PDF": "\u202c",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}
# In Unicode's notation: paragraph level 2 asks for the first strong letter.
BASES = {"0": 0, "1": 1, "2": None}
BITS = ((1, None), (2, 0), (4, 1))


def lines_of(name):
    with lzma.open(DATA / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            content = line.partition("#")[0].strip()
            if content:
                yield content


def outcome(text, base, expected):
    """Return our levels and order in Unicode's notation; what X9 removes has none."""
    found = levels(text, base)
    kept = [index for index, level in enumerate(expected) if level != "x"]
    order = [kept[place] for place in visual_order([found[index] for index in kept])]
    shown = ["x" if e == "x" else str(level) for level, e in zip(found, expected, strict=True)]
    return shown, order


def cases_of_classes():
    expected, order = [], []
    for number, line in enumerate(lines_of("BidiTest")):
        if line.startswith("@Levels:"):
            expected = line.partition(":")[2].split()
        elif line.startswith("@Reorder:"):
            order = list(map(int, line.partition(":")[2].split()))
        elif number % STEP == 0:
            classes, _, bits = line.partition(";")
            yield classes.split(), int(bits), expected, order


def test_each_class_is_stood_for_by_a_character_of_it():
    assert {name: bidi_class(character) for name, character in OF_CLASS.items()} == {
        name: name for name in OF_CLASS
    }


def test_sequences_of_classes():
    compared = 0
    for classes, bits, expected, order in cases_of_classes():
        text = "".join(OF_CLASS[name] for name in classes)
        for bit, base in BITS:
            if bits & bit:
                assert outcome(text, base, expected) == (expected, order), (classes, base)
                compared += 1
    assert compared > 770_000 // (2 * STEP)


@pytest.mark.timeout(600)
def test_sequences_of_characters():
    compared = 0
    for line in lines_of("BidiCharacterTest"):
        codes, base, _, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        wanted = (expected.split(), list(map(int, order.split())))
        assert outcome(text, BASES[base], wanted[0]) == wanted, codes
        compared += 1
    assert compared == 91_707
