"""The words of one guest that a design can name, cleaned and put into order."""

import re
from collections.abc import Mapping

from app.badge.clean import clean
from app.badge.language import puts_family_first
from app.badge.script import scripts
from app.model.badge import BadgeContent
from app.model.code import grouped

WORDS = (
    "full",
    "first",
    "second",
    "native",
    "title",
    "given",
    "family",
    "name",
    "organisation",
    "country",
    "category",
    "label",
    "event",
    "date",
    "session",
    "room",
    "place",
    "code",
    "code_grouped",
    "language",
)
"""``full`` is the whole name in one line, the family name first where that is usual; ``first`` is
the name in large letters, ``second`` the line below it, ``native`` the name
in its own script; ``room`` is short enough for a tile, ``place`` where it lies."""

_EAST_ASIAN = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
_LATIN = frozenset({"Latn"})
_ROOM_WORD = re.compile(r"(?:raum|room|saal|hall)\s+(?=\S*\d)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def words_of(content: BadgeContent) -> dict[str, str]:
    """Return every word of a guest but ``label``; what is not known is empty."""
    plain = {name: clean(getattr(content, name)) for name in WORDS if hasattr(content, name)}
    room, _, place = plain["room"].partition(",")
    first, second, native = name_lines(plain)
    return plain | {
        "full": full_name(plain),
        "first": first,
        "second": second,
        "native": native,
        "room": _ROOM_WORD.sub("", room.strip()),
        "place": place.strip(),
        "code": content.code,
        "code_grouped": grouped(content.code),
    }


def expand(template: str, words: Mapping[str, str]) -> str:
    """Return *template* with its words filled in; lines that stay empty are left out."""
    lines = (fill(line, words).strip() for line in template.split("\n"))
    return "\n".join(line for line in lines if line)


def fill(template: str, words: Mapping[str, str]) -> str:
    """Return *template* with its words filled in and nothing else touched, as codes need it."""

    def word(match: re.Match[str]) -> str:
        return next(filter(None, (words.get(name, "") for name in match[1].split("|"))), "")

    return _PLACEHOLDER.sub(word, template)


def name_lines(plain: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the large line of a name, the one below it, and the one in its own script.

    The given name is large and the family name below it. Where both are written in an East
    Asian script the whole name is large and begins with the family name.
    """
    given, family, native = plain["given"], plain["family"], plain["native"]
    if not (given or family):
        whole, own = split_scripts(plain["name"])
        is_titled = whole.startswith(plain["title"])
        return whole if is_titled else f"{plain['title']} {whole}", "", native or own
    if given and family and scripts(given + family) <= _EAST_ASIAN:
        return family + given, plain["title"], _unless_same(native, family + given)
    first = given or family
    below = family if given else ""
    second = " ".join(filter(None, (plain["title"], below)))
    return first, second, _unless_same(native, f"{given} {family}".strip())


def full_name(plain: Mapping[str, str]) -> str:
    """Return the whole name in one line, in the order of its culture.

    The family name comes first in East Asian scripts, and where the list says that the guest
    speaks Chinese, Japanese, Korean, Vietnamese or Hungarian first of all.
    """
    given, family = plain["given"], plain["family"]
    if not (given or family):
        return plain["name"]
    if given and family and scripts(given + family) <= _EAST_ASIAN:
        return f"{family}{given}"
    parts = (family, given) if puts_family_first(plain["language"]) else (given, family)
    return " ".join(filter(None, (plain["title"], *parts)))


def split_scripts(name: str) -> tuple[str, str]:
    """Return a name that is written twice as its Latin half and the half in its own script.

    A name in one script, or with the scripts mixed, is returned whole.
    """
    halves = name.replace("(", " ").replace(")", " ").split()
    kinds = [scripts(word) & _LATIN for word in halves]
    borders = [i for i in range(1, len(kinds)) if bool(kinds[i]) != bool(kinds[i - 1])]
    if len(borders) != 1 or not scripts(halves[borders[0]]) or not scripts(halves[0]):
        return name, ""
    left, right = " ".join(halves[: borders[0]]), " ".join(halves[borders[0] :])
    return (left, right) if kinds[0] else (right, left)


def _unless_same(native: str, shown: str) -> str:
    """Return *native* unless it only repeats what is shown already."""
    return "" if native.replace(" ", "") == shown.replace(" ", "") else native
