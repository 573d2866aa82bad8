"""Whole names in one column: "Müller, Dr. Jana" has its parts, "Jana Müller" is left alone.

A name without a comma is never taken apart: nobody can tell where "Anna Maria von der Heide" or
"Nguyễn Thị Ngọc Ánh" begins to be a family name.
"""

import re
from collections.abc import MutableMapping

from app.roster.cleaning import clean
from app.roster.mapping import ColumnMap
from app.roster.reading import Doubt, Names, ask
from app.roster.table import Table

_TITLE = re.compile(
    r"(?:(?:Univ\.?-)?Prof|Dr|PD|Priv\.?-Doz|Dipl|Mag|Ing|h\.\s?c|rer|nat|med|phil|jur|iur|pol|oec)"
    r"(?:\.(?:-?(?:Ing|Prof|Kfm|Phys|Inf)\.?)?|(?=\s|$))\s*",
)
_HEADING = re.compile(
    r"^(?:nachname|familienname|zuname|name|last ?name|surname|family ?name)\s*,\s*"
    r"(?:vorname|rufname|first ?name|given ?name)n?s?\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:Jr|Sr|II|III|IV|MdB|MdL|MdEP|MBA|M\.?\s?A|M\.?\s?Sc|B\.?\s?A|B\.?\s?Sc|Ph\.?\s?D|LL\.?\s?M|MD)\b\.?",
    re.IGNORECASE,
)
"""What may stand behind a comma and is no given name."""

_SURE, _RARE = 0.9, 0.2
"""From so many of the names on a comma divides them for sure; below that, only by chance."""


def is_last_first(table: Table, columns: ColumnMap, said: Names | None = None) -> bool:
    """Whether the column with whole names has "Nachname, Vorname".

    Raises:
        ListQuestionError: some names have a comma and others do not, and no heading tells.
    """
    if "name" not in columns or "given" in columns or "family" in columns:
        return False
    if said is not None:
        return said is Names.LAST_FIRST
    number = columns.fields.index("name")
    if _HEADING.match(table.headings[number]):
        return True
    names = [text for row in table.rows if (text := clean(row.cells[number]))]
    divided = [name for name in names if parts_of(name) is not None]
    share = len(divided) / max(len(names), 1)
    if share >= _SURE or share < _RARE:
        return share >= _SURE
    raise _question(table.headings[number], divided[0], len(divided), len(names))


def parts_of(name: str) -> tuple[str, str, str] | None:
    """Return title, given and family name of "Müller, Dr. Jana"; None for what is no such name."""
    pieces = [piece.strip() for piece in name.split(",")]
    if not 1 < len(pieces) <= 3 or not all(pieces) or _AFTER.match(pieces[1]):  # noqa: PLR2004 - family, given, title
        return None
    if len(pieces) > 2:  # noqa: PLR2004 - the third is a title or nothing that we know
        title = _leading_title(pieces[2])
        return (title, pieces[1], pieces[0]) if title == pieces[2] else None
    title = _leading_title(pieces[1])
    given = pieces[1][len(title) :].strip()
    return (title, given, pieces[0]) if given else None


def divide(fields: MutableMapping[str, str]) -> None:
    """Put the parts of the whole name among *fields* in its place, where it has any."""
    fields.update(given="", family="")
    fields.setdefault("title", "")
    parts = parts_of(fields.get("name", ""))
    if parts is None:
        return
    title, given, family = parts
    fields["name"] = ""
    fields["given"], fields["family"] = given, family
    if title and not fields.get("title"):
        fields["title"] = title


def _leading_title(text: str) -> str:
    end = 0
    while found := _TITLE.match(text, end):
        end = found.end()
    return text[:end].strip()


def _question(heading: str, example: str, divided: int, whole: int) -> Exception:
    parts = parts_of(example) or ("", "", "")
    choices = tuple(one.value for one in Names)
    examples = (" ".join(part for part in parts if part), example)
    sentence = (
        f"{heading} has a comma in {divided} of {whole} names, like {example}; say"
        f" --names {choices[0]} if that is {examples[0]}, or --names {choices[1]}."
    )
    return ask(Doubt.NAMES, sentence, choices, examples)
