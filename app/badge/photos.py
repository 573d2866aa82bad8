"""Who does not want to be on photos, by what a desk, a list or its notes say."""

import re

from app.badge.clean import folded
from app.model.person import Person

_PHOTO = re.compile("foto|photo|bildrecht|bilderlaub|aufnahme")
_NEGATED = re.compile("kein|ohne|nicht|no(?=f|ph)|widersp|ablehn|refus|optout")
_NO = frozenset(
    {"nein", "no", "n", "false", "falsch", "0", "kein", "keine", "nicht", "none", "never"}
)
_YES = frozenset({"ja", "yes", "y", "j", "true", "wahr", "1", "x", "✓"})
_REFUSED = re.compile(
    r"\b(kein\w*|nicht|no|ohne)\s+(fotos?|photos?|bilder|pictures?)\b", re.IGNORECASE
)


def refuses_photos(person: Person) -> bool:
    """Whether a person does not want to be on photos.

    What the field ``photo`` says comes first: there a desk writes. Then a list's own fields are
    asked, such as Fotoerlaubnis (no) or Kein Foto (yes), and what its notes say.
    """
    said = person.get("photo")
    if folded(said) in _NO or _REFUSED.search(said):
        return True
    if folded(said) in _YES:
        return False
    for name, value in person.custom.items():
        asked, answer = folded(name), folded(value)
        if _PHOTO.search(asked):
            is_negative = bool(_NEGATED.search(asked))
            if answer in (_YES if is_negative else _NO) or _REFUSED.search(value):
                return True
    return bool(_REFUSED.search(person.get("notes")))
