"""Invented guests as they come: many nations, awkward spellings, errors of registration forms.

The shares follow what is known of such events; the same seed gives the same guests. Names come from
Faker where it has them in Latin letters, else from the lists of the sample event.
"""

import importlib
import random
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from anyascii import anyascii

from app.model.code import ALPHABET, LENGTH, check_letter
from app.paths import resources_dir

LOCALES = {
    "Indien": "en_IN", "China": "zh_CN", "Türkei": "tr_TR", "Ukraine": "uk_UA",
    "Russland": "ru_RU", "Pakistan": "en_PK", "Italien": "it_IT", "Spanien": "es_ES",
    "Frankreich": "fr_FR", "Polen": "pl_PL", "Brasilien": "pt_BR", "USA": "en_US",
    "Deutschland": "de_DE", "Indonesien": "id_ID", "Griechenland": "el_GR",
    "Bulgarien": "bg_BG", "Mexiko": "es_MX", "Kolumbien": "es_CO", "Nigeria": "yo_NG",
    "Rumänien": "ro_RO", "Österreich": "de_AT", "Ghana": "tw_GH", "Ungarn": "hu_HU",
    "Niederlande": "nl_NL", "Südkorea": "ko_KR", "Marokko": "fr_DZ", "Tunesien": "fr_DZ",
    "Kamerun": "en_KE", "Japan": "ja_JP",
}  # fmt: skip
LISTS = {
    "Syrien": "Mashriq", "Ägypten": "Mashriq", "Libanon": "Mashriq", "Jordanien": "Mashriq",
    "Iran": "Persien", "Afghanistan": "Persien", "Bangladesch": "Bengalen", "Vietnam": "Vietnam",
}  # fmt: skip
_SYLLABLES = """
    An Bo Chen Da Fei Gang Hao Hong Hua Hui Jia Jian Jie Jing Jun Kai Lan Lei Li Lin Ling Long
    Mei Min Ming Na Ning Peng Ping Qian Qing Rong Rui Shan Tao Ting Wei Wen Xia Xiang Xin Xue
    Yan Yang Yi Ying Yong Yu Yuan Yue Yun Ze Zhen Zhi Zi
"""
_CYRILLIC = {"Ukraine", "Russland", "Bulgarien", "Griechenland"}
_SIGNS = {"Südkorea"}
_MONONYMS = {"Indonesien": 0.2, "Afghanistan": 0.2, "Indien": 0.06}
_SWAPPED = {"China": 0.1, "Vietnam": 0.1, "Ungarn": 0.1}
_CAPITALS = {"China": 0.2, "Vietnam": 0.2, "Frankreich": 0.2}
_DOUBLE = {"Spanien": 0.9, "Mexiko": 0.9, "Kolumbien": 0.8, "Brasilien": 0.5}
_PARTICLES = {"Syrien": "Al-", "Ägypten": "El-", "Jordanien": "Al-", "Marokko": "El "}
_PLACES = ("Düsseldorf", "Köln", "Aachen", "Essen", "Dortmund", "Bochum", "Bonn", "Münster")
_SORTS = ("Universität", "Hochschule", "Stadtverwaltung", "Beispielwerke", "Musterverlag")
_GERMAN_MIX = {"Deutschland": 85, "Türkei": 5}


@dataclass(frozen=True, slots=True)
class Guest:
    """One registration: number, code and the fields that a list has."""

    number: int
    code: str
    fields: dict[str, str]

    @property
    def id(self):
        return f"guest-{self.number:05}"

    @property
    def given(self):
        return self.fields["given"]

    @property
    def family(self):
        return self.fields["family"]


@dataclass(frozen=True, slots=True)
class Nation:
    """Names of one country with how often each comes."""

    country: str
    weight: float
    given: tuple[list[str], list[float]]
    family: tuple[list[str], list[float]]


def lots(seed):
    """Return draws that are the same for a seed."""
    return random.Random(seed)  # noqa: S311 - invented guests, not secrets


def guests(count, mix="international", seed=1):
    """Return *count* guests of the ``international`` or the ``german`` mix."""
    return list(islice(_drawn(lots(seed), mix), count))


def _drawn(chance, mix):
    nations = _nations()
    weights = [nation.weight for nation in nations]
    if mix == "german":
        rest = sum(weights)
        weights = [_GERMAN_MIX.get(n.country, 10 * n.weight / rest) for n in nations]
    number = 0
    while True:
        nation = chance.choices(nations, weights)[0]
        body = "".join(chance.choices(ALPHABET, k=LENGTH - 1))
        fields = {
            **_named(nation, chance),
            "organisation": f"{chance.choice(_SORTS)} {chance.choice(_PLACES)}",
            "category": "Gast",
            "country": nation.country,
        }
        local = anyascii(f"{fields['given']}.{fields['family']}").lower().replace(" ", "-")
        fields["email"] = f"{local.strip('.')}{number}@example.org"
        yield Guest(number, body + check_letter(body), fields)
        number += 1


def _named(nation, chance):
    """Return given and family name as this person typed them into a form."""

    def happens(shares):
        return chance.random() < shares.get(nation.country, 0)

    given = chance.choices(*nation.given)[0]
    family = chance.choices(*nation.family)[0]
    native = ""
    if nation.country in _CYRILLIC | _SIGNS:
        native = f"{given} {family}" if nation.country in _CYRILLIC else family + given
        given, family = (_romanised(part) for part in (given, family))
    if happens(_DOUBLE):
        family = f"{family} {chance.choices(*nation.family)[0]}"
    if nation.country in _PARTICLES and chance.random() < 0.3:
        family = _PARTICLES[nation.country] + family.removeprefix("Al-").removeprefix("El ")
    if happens(_CAPITALS):
        family = family.upper()
    if happens(_SWAPPED):
        given, family = family, given
    if happens(_MONONYMS):
        given, family = chance.choice([(given, ""), ("", given), (given, "."), (given, given)])
    return _typed(given, family, native, chance)


def _typed(given, family, native, chance):
    """Return a name with what happens in one of a hundred forms."""
    lot = chance.random()
    if lot < 0.01:
        given, family = (unicodedata.normalize("NFD", part) for part in (given, family))
    elif lot < 0.015:
        given = f" {given}  "
    elif lot < 0.02 and given:
        given = f"{given} 🎉"
    elif native and lot < 0.03:
        given, family, native = native, "", ""
    fields = {"given": given, "family": family}
    return {**fields, "native": native} if native and chance.random() < 0.3 else fields


def _romanised(name):
    """Return a name in Latin letters, as its bearer's passport has it."""
    return anyascii(name).replace("'", "").replace("`", "").capitalize()


@cache
def _nations():
    book = tomllib.loads((resources_dir() / "samples" / "names.toml").read_text("utf-8"))
    return [_nation(table) for table in book["nation"]]


def _nation(table):
    country, locale = table["country"], LOCALES.get(table["country"])
    if country in LISTS:
        lists = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
        table = {**lists[LISTS[country]], "weight": table["weight"]}
    if locale is None:
        return Nation(country, table["weight"], _listed(table["given"]), _listed(table["family"]))
    given, family = _of_faker(locale)
    return Nation(country, table["weight"], _weighted(given), _weighted(family))


def _of_faker(locale):
    """Return given and family names of a locale, with their weights."""
    names = importlib.import_module(f"faker.providers.person.{locale}").Provider
    if locale == "ja_JP":
        return _shares(names.first_romanized_names), _shares(names.last_romanized_names)
    if locale == "pl_PL":
        return _shares(names.first_names), _shares(names.male_last_names + names.unisex_last_names)
    if locale == "zh_CN":
        syllables = _SYLLABLES.split()
        given = syllables + [one + other.lower() for one in syllables for other in syllables]
        family = Counter()
        for name, share in _shares(names.last_names).items():
            family[_romanised(name)] += share
        return _shares(given), family
    male = getattr(names, "first_names_male", None) or names.first_names
    female = getattr(names, "first_names_female", ())
    return {**_shares(male), **_shares(female)}, _shares(names.last_names)


def _listed(text):
    """Return the names of a list; see the heads of the two files."""
    shares = {}
    for word in text.split():
        name, _, weight = word.partition("=")[0].rstrip("+").partition(":")
        for form in name.replace("_", " ").split("/"):
            shares[form] = float(weight or 1)
    return _weighted(shares)


def _shares(names):
    """Return the names with their weights, a sequence with equal ones."""
    return names if hasattr(names, "items") else dict.fromkeys(names, 1.0)


def _weighted(shares):
    return list(shares), list(shares.values())
