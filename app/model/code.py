"""Own codes: 15 random letters and a check letter that survive every keyboard.

The 19 letters are those which come out the same on all of 34 keyboard layouts, whatever
the scanner is set to and whether Caps Lock is on. 15 of them carry 63.7 bits.
The check is a weighted sum modulo the prime 19 with weights 1 to 16, all different and
none zero, so every single wrong letter and every swap of two letters is caught.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from itertools import count

ALPHABET = "BCDEFGHJKLNOPRSTUVX"
LENGTH = 16
LOOKUP_LENGTH = 6
"""Letters of the short code beside the QR code on an invitation, one of them a check."""
TEST_BODY = "TESTTESTTESTTES"
"""Of the code on the test badge: it belongs to nobody and opens no door."""

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}


def new_code(randbits: Callable[[int], int] = secrets.randbits) -> str:
    """Return a fresh code of `LENGTH` letters; two never meet (63.7 random bits)."""
    body = "".join(_letter(randbits) for _ in range(LENGTH - 1))
    return body + check_letter(body)


def _letter(randbits: Callable[[int], int]) -> str:
    """Return a random letter, each as likely as any other."""
    while (value := randbits(5)) >= len(ALPHABET):
        pass
    return ALPHABET[value]


def check_letter(body: str) -> str:
    """Return the letter that completes *body*, at most 17 letters of `ALPHABET`."""
    # Weight 1 belongs to the check letter, so no division is needed.
    total = sum(weight * _VALUE[letter] for weight, letter in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def grouped(code: str) -> str:
    """Return an own code in groups of four, as people read it; others unchanged."""
    if not is_own(code):
        return code
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def normalised(text: str) -> str | None:
    """Return the own code that somebody typed or scanned, or None when it is none.

    Case, spaces and hyphens do not matter; the check letter does.
    """
    code = text.upper().replace(" ", "").replace("-", "")
    return code if is_own(code) else None


def is_own(code: str) -> bool:
    """Whether *code* is `LENGTH` letters of `ALPHABET` and its check letter fits."""
    if len(code) != LENGTH or not set(code) <= _VALUE.keys():
        return False
    return check_letter(code[:-1]) == code[-1]


def lookup_codes(registrations: Iterable[str]) -> dict[str, str]:
    """Return the short code of each registration; no two are the same.

    A code follows from the registration's id. Where two want the same one, the registration
    that stands first in *registrations* has it and the other takes its next choice. So the
    same registrations in the same order have the same codes on every machine, and those who
    register later take nobody's code away.
    """
    taken: set[str] = set()
    codes: dict[str, str] = {}
    for registration in dict.fromkeys(registrations):
        wanted = (lookup_choice(registration, attempt) for attempt in count())
        code = next(code for code in wanted if code not in taken)
        taken.add(code)
        codes[registration] = code
    return codes


def normalised_lookup(text: str) -> str | None:
    """Return the short code that somebody typed, or None when it is none.

    Like own codes: case, spaces and hyphens do not matter, and one wrong letter or two
    neighbours swapped are caught, so that a slip never finds another person.
    """
    code = text.upper().replace(" ", "").replace("-", "")
    if len(code) != LOOKUP_LENGTH or not set(code) <= _VALUE.keys():
        return None
    return code if check_letter(code[:-1]) == code[-1] else None


def lookup_choice(registration: str, attempt: int) -> str:
    """Return the short code that a registration wants when *attempt* better ones were taken."""
    digest = hashlib.sha256(f"{registration} {attempt}".encode()).digest()
    number = int.from_bytes(digest[:8])
    letters = []
    for _ in range(LOOKUP_LENGTH - 1):
        number, value = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[value])
    body = "".join(letters)
    return body + check_letter(body)


def is_test(text: str) -> bool:
    """Whether that is the code of the test badge."""
    return normalised(text) == test_code()


def test_code() -> str:
    """Return the code of the test badge."""
    return TEST_BODY + check_letter(TEST_BODY)
