"""What the search index holds for one registration.

Words of the name stand as they are. Words beside the name carry a mark, so that three typed
letters list people of that name before everybody from a university that begins alike.
"""

from app.model.standing import Standing
from app.search.fold_name import fold_name, fold_words, joined

BESIDE = "\u00a7"
"""Marks words of title, organisation, university and of an e-mail address before the @."""

CODE = "\u00a4"
"""Marks codes."""

SHORTEST_CODE = 4
"""A code is found by its beginning from this many letters on; fewer are chance."""

_NAME_FIELDS = ("name", "given", "family")
_BESIDE_FIELDS = ("title", "organisation", "university")


def searchable_words(standing: Standing) -> str:
    """Return the marked, folded words of a registration, separated by spaces.

    They say nothing about an erased person.
    """
    if standing.is_erased:
        return ""
    person = standing.person
    names = " ".join(person.get(field) for field in _NAME_FIELDS)
    beside = [person.get(field) for field in _BESIDE_FIELDS]
    beside.append(person.get("email").partition("@")[0])
    codes = {joined(fold_words(code)) for code in {standing.code, *standing.former_codes}}
    words = {
        *fold_name(names),
        *(BESIDE + word for text in beside if text for word in fold_name(text)),
        *(CODE + code for code in codes if code),
    }
    return " ".join(sorted(words))
