"""In which language a text is written: what the list says, else what script and country tell.

The answer is a BCP 47 tag. It chooses the regional forms of letters: Han characters differ
between China, Taiwan, Japan and Korea, Romanian and Turkish cedillas differ, Nepali and
Hindi, Serbian and Russian do.
"""

import re
from functools import lru_cache

from babel.core import Locale, get_global

from app.badge.script import scripts

_SEPARATOR = re.compile(r"[,;/|+&\n]|\bund\b|\band\b")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_HAN = "Hani"
_LATIN = "Latn"
_EAST_ASIAN = {"Hira": "ja", "Kana": "ja", "Hang": "ko", "Bopo": "zh-Hant"}
_WRITTEN_WITH = {
    "Hans": ("Hani",),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hani", "Hang"),
}
_ALSO = {"sr": "Latn", "bs": "Cyrl", "uz": "Cyrl", "az": "Cyrl", "kk": "Latn", "ku": "Arab"}
_MOST_CHARACTERS = 200
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_PLACES = {
    "hongkong": "HK",
    "hong kong": "HK",
    "香港": "HK",
    "macau": "MO",
    "macao": "MO",
    "taiwan": "TW",
    "台灣": "TW",
    "臺灣": "TW",
    "中国": "CN",
    "volksrepublik china": "CN",
    "vr china": "CN",
    "한국": "KR",
    "republik korea": "KR",
    "republic of korea": "KR",
    "korea": "KR",
    "usa": "US",
    "uk": "GB",
    "england": "GB",
    "tschechische republik": "CZ",
    "russische föderation": "RU",
}
_NAMED_IN = ("de", "en", "fr", "es", "ar", "zh", "ja", "ko", "ru", "tr", "uk", "fa")
_OWN_NAMES = (
    *_NAMED_IN,
    "bg",
    "el",
    "he",
    "hi",
    "hu",
    "it",
    "nl",
    "pl",
    "pt",
    "ro",
    "sr",
    "th",
    "ur",
    "vi",
)
_FAMILY_FIRST = frozenset({"zh", "ja", "ko", "vi", "hu"})


@lru_cache(maxsize=8192)
def language_of(
    text: str, script: str, listed: str = "", country: str = "", event: str = ""
) -> str:
    """Return the language of *text*, or of the part of it that is in *script*.

    Args:
        text: The whole text; kana, hangul and bopomofo in it tell about its Han characters.
        script: ISO 15924 code.
        listed: What the list says of the person: tags or names, perhaps several; the first
            that is written in *script* counts.
        country: As people write it.
        event: The tag that remains for Latin letters of which nothing is known.
    """
    if not script:
        return ""
    for tag in languages_in(listed):
        if script in _scripts_of(tag):
            return _chinese(tag, country) if tag.partition("-")[0] == "zh" else tag
    if script == _HAN:
        return _of_han(text, country)
    if script in _EAST_ASIAN:
        return _EAST_ASIAN[script]
    place = territory_of(country)
    likely = get_global("likely_subtags")
    # Latin letters say nothing by themselves: they also spell names of other scripts.
    of_script = [] if script == _LATIN else [f"und_{script}_{place}", f"und_{script}"]
    for key in (*of_script[:1], f"und_{place}", *of_script[1:]):
        parts = str(likely.get(key, "")).split("_")
        if len(parts) > 1 and parts[1] == script:
            return parts[0]
    return event if script == _LATIN else ""


def han_language(text: str, listed: str = "", country: str = "") -> str:
    """Return the language whose forms of Han characters suit: zh-Hans, zh-Hant, ja or ko."""
    tag = language_of(text, _HAN, listed, country)
    return tag if tag.startswith("zh") else tag.partition("-")[0]


def puts_family_first(listed: str) -> bool:
    """Whether the first language of a list is one whose names begin with the family's."""
    return any(tag.partition("-")[0] in _FAMILY_FIRST for tag in languages_in(listed)[:1])


@lru_cache(maxsize=1024)
def languages_in(listed: str) -> tuple[str, ...]:
    """Return the tags of all languages that a text names, in German, English or their own."""
    if len(listed) > _MOST_CHARACTERS:
        return ()
    found = (_tag(part.strip()) for part in _SEPARATOR.split(listed))
    return tuple(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=1024)
def territory_of(country: str) -> str:
    """Return the ISO 3166 code of a country as people write it; empty when it is unknown."""
    name = country.strip().casefold()
    return _PLACES.get(name) or _territories().get(name, "")


def _tag(text: str) -> str:
    """Return the tag of one language; empty when it is none."""
    tag = text.replace("_", "-")
    if _TAG.fullmatch(tag) and tag.partition("-")[0].lower() in _codes():
        return tag
    return _language_names().get(text.casefold(), "")


def _scripts_of(tag: str) -> tuple[str, ...]:
    """Return the scripts that a language is written in."""
    language, *rest = tag.split("-")
    language = language.lower()
    named = [part.title() for part in rest if len(part) == 4]  # noqa: PLR2004 - a script's code
    likely = get_global("likely_subtags")
    usual = str(likely.get("_".join([language, *named]), likely.get(language, ""))).split("_")
    script = named[0] if named else (usual[1] if len(usual) > 1 else "")
    also = () if named else (_ALSO.get(language, ""),)
    return (*_WRITTEN_WITH.get(script, (script,)), *also)


def _chinese(tag: str, country: str) -> str:
    """Return zh-Hans or zh-Hant; where the tag leaves it open the country tells."""
    subtags = {part.lower() for part in tag.split("-")}
    is_open = not subtags & {"hans", "cn", "sg", *_TRADITIONAL}
    place = territory_of(country).lower()
    is_traditional = subtags & _TRADITIONAL or (is_open and place in _TRADITIONAL)
    return "zh-Hant" if is_traditional else "zh-Hans"


def _of_han(text: str, country: str) -> str:
    """Return what the other letters tell, then the country, then the characters themselves."""
    beside = scripts(text)
    for script, language in _EAST_ASIAN.items():
        if script in beside:
            return language
    place = territory_of(country)
    by_place = {"JP": "ja", "KR": "ko", "KP": "ko", "CN": "zh-Hans", "SG": "zh-Hans"}
    if place.lower() in _TRADITIONAL:
        return "zh-Hant"
    return by_place.get(place) or _by_characters(text)


def _by_characters(text: str) -> str:
    """Return the language whose old character set has all of the Han characters."""
    han = "".join(character for character in text if scripts(character) == {_HAN})
    for encoding, language in (("gb2312", "zh-Hans"), ("big5", "zh-Hant"), ("cp932", "ja")):
        try:
            han.encode(encoding)
        except UnicodeEncodeError:
            continue
        return language
    return "zh-Hans"


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    """Return tags by the names of languages."""
    names = {str(Locale(code).get_language_name(code)).casefold(): code for code in _OWN_NAMES}
    for locale in ("en", "de"):
        for code, name in Locale(locale).languages.items():
            names[str(name).casefold()] = code.replace("_", "-")
    return names


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if "_" not in code)


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    """Return codes by the names of countries in the usual languages, and by the codes."""
    names: dict[str, str] = {}
    for locale in reversed(_NAMED_IN):
        for code, name in Locale(locale).territories.items():
            if code.isalpha():
                names[str(name).casefold()] = code
                names[code.casefold()] = code
    return names
