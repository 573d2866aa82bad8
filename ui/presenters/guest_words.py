"""Words about one guest."""

from app.model.standing import Standing
from ui import texts
from ui.language import Language


def category_word(category: str, language: Language) -> str:
    """Return a category of guests in the language of the desk, as it is when unknown."""
    return language.say(texts.CATEGORIES[category]) if category in texts.CATEGORIES else category


def origin_of(guest: Standing, language: Language) -> str:
    """Return where a guest comes from and as what, in one line."""
    parts = (guest.person.organisation, category_word(guest.person.category, language))
    return " · ".join(part for part in parts if part)
