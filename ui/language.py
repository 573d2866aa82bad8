"""The languages of the window: sentences from the catalogues, dates as CLDR writes them."""

import gettext
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from babel import dates
from babel.numbers import format_decimal, get_decimal_symbol

from app.paths import resources_dir
from ui import texts

LANGUAGES = ("de", "en")
DOMAIN = "empfang"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the window, with the event's time zone."""

    name: str
    zone: tzinfo | None = None
    _catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    def say(self, text: str, **gaps: object) -> str:
        """Return a sentence of `ui.texts` in this language, its gaps filled."""
        return self._catalogue.gettext(text).format(**gaps) if text else ""

    @property
    def point(self) -> str:
        """The sign before decimals."""
        return get_decimal_symbol(self.name)

    def number(self, value: float) -> str:
        """Return a number as it is written in this language, with few decimals."""
        return format_decimal(value, format="#,##0.##", locale=self.name)

    def decimal(self, value: float) -> str:
        """Return a number with one decimal, as rates are written."""
        return format_decimal(value, format="#,##0.0", locale=self.name)

    def exact_time(self, instant: datetime) -> str:
        """Return the local time of day to the second."""
        return dates.format_time(self._local(instant), "HH:mm:ss", locale=self.name)

    def time(self, instant: datetime) -> str:
        """Return the local time of day with hours and minutes."""
        return f"{self._local(instant):%H:%M}"

    def clock(self, instant: datetime) -> str:
        """Return the local time of day as it is read out."""
        return self.say(texts.O_CLOCK, time=self.time(instant))

    def day(self, instant: datetime) -> str:
        """Return the local day as short as it can be: weekday, day and month."""
        pattern = "ccc d.M." if self.name == "de" else "ccc d MMM"
        return dates.format_date(self._local(instant), pattern, locale=self.name).replace(".,", ",")

    def long_day(self, instant: datetime) -> str:
        """Return the local day in words."""
        pattern = "EEEE, d. MMMM" if self.name == "de" else "EEEE, d MMMM"
        return dates.format_date(self._local(instant), pattern, locale=self.name)

    def date(self, instant: datetime) -> str:
        """Return the local day with its year, in digits."""
        pattern = "dd.MM.yyyy" if self.name == "de" else "d MMM yyyy"
        return dates.format_date(self._local(instant), pattern, locale=self.name)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)


def language(name: str, zone: tzinfo | None = None) -> Language:
    """Return the language *name*, one of `LANGUAGES`; English needs no catalogue."""
    folder = resources_dir() / "translations"
    catalogue = gettext.translation(DOMAIN, folder, [name], fallback=name == "en")
    return Language(name, zone, catalogue)
