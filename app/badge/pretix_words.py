"""What the elements of a pretix badge layout show, in the words of a design."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_WORDS = {
    "secret": "code",
    "attendee_name": "name",
    "attendee_name_for_salutation": "name",
    "attendee_name_full_name": "name",
    "attendee_name_calling_name": "given|name",
    "attendee_name_given_name": "given",
    "attendee_name_family_name": "family",
    "attendee_name_title": "title",
    "attendee_name_degree": "title",
    "attendee_company": "organisation",
    "attendee_country": "country",
    "invoice_company": "organisation",
    "item": "category",
    "itemvar": "category",
    "item_category": "category",
    "addons": "session",
    "event_name": "event",
    "event_series_name": "event",
    "event_date": "date",
    "event_date_range": "date",
    "event_begin_date": "date",
    "event_begin": "date",
}
"""By pretix's name of a content: the word of a design (`app.badge.words`)."""

_NAMES = frozenset(name for name in _WORDS if name.startswith("attendee_name"))
_GAP = re.compile(r"\{([^{}]*)\}")
_LITERAL = ("other", "other_i18n")
_FIRST_LANGUAGES = ("de", "en")


@dataclass(slots=True)
class Wording:
    """Texts of the layout itself, by language, under the names that the design has for them."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, said: Mapping[str, str]) -> str:
        """Keep a text that is said in several languages; return the gap that shows it."""
        name = f"text_{len(self._names()) + 1}"
        for language, text in said.items():
            self.texts.setdefault(language, {})[name] = text
        return f"{{{name}}}"

    def complete(self) -> dict[str, dict[str, str]]:
        """Return the texts with every text in every language; what is missing is borrowed."""
        languages = sorted(self.texts, key=_rank)
        return {
            language: {
                name: next(
                    self.texts[tag][name]
                    for tag in (language, *languages)
                    if name in self.texts[tag]
                )
                for name in sorted(self._names())
            }
            for language in languages
        }

    def _names(self) -> set[str]:
        return {name for texts in self.texts.values() for name in texts}


def template(element: Mapping[str, Any], wording: Wording) -> tuple[str, list[str]]:
    """Return the template of an element, and which of its contents no badge of ours can show."""
    content = str(element.get("content", ""))
    if content not in _LITERAL:
        word = _WORDS.get(content)
        return (f"{{{word}}}", []) if word else ("", [content])
    said = dict(_said(element, content))
    if not said:
        return "", []
    if len(said) == 1 or any(map(_GAP.search, said.values())):
        return _filled(said[min(said, key=_rank)])
    return wording.add({tag: _bare(text) for tag, text in said.items()}), []


def is_name(element: Mapping[str, Any]) -> bool:
    """Whether an element shows the guest's name, which has to be read across a table."""
    return element.get("content") in _NAMES


def _said(element: Mapping[str, Any], content: str) -> Iterator[tuple[str, str]]:
    """Yield the literal texts of an element by language."""
    several = element.get("text_i18n")
    if content == "other_i18n" and isinstance(several, Mapping):
        for language, text in several.items():
            tag = str(language).partition("-")[0]
            if isinstance(text, str) and text.strip() and tag.isascii() and tag.isalpha():
                yield tag, text
    elif isinstance(element.get("text"), str) and element["text"].strip():
        yield "", element["text"]


def _filled(text: str) -> tuple[str, list[str]]:
    """Return a text with its gaps in our words; unknown gaps are left out and named."""
    unknown: list[str] = []

    def gap(match: re.Match[str]) -> str:
        word = _WORDS.get(match[1].strip())
        if word is None:
            unknown.append(match[1].strip())
        return f"\x00{word}\x01" if word else ""

    filled = _GAP.sub(gap, text)
    return _bare(filled).replace("\x00", "{").replace("\x01", "}"), unknown


def _bare(text: str) -> str:
    """Return a text without what would open a gap, and without halves of characters."""
    plain = text.replace("{", "").replace("}", "")
    return plain.encode("utf-8", "replace").decode()


def _rank(language: str) -> int:
    known = language in _FIRST_LANGUAGES
    return _FIRST_LANGUAGES.index(language) if known else len(_FIRST_LANGUAGES)
