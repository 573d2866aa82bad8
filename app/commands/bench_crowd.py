"""Guests by the million for measurements: seeded, of many scripts, with a long tail of names."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from app.bootstrap.workplace import Workplace, create_event, open_workplace
from app.model.code import ALPHABET, LENGTH, check_letter
from app.model.entry import Draft, Kind
from app.model.standing import Origin

CHUNK = 20_000
"""Registrations a transaction, so that a million never lie in memory."""

_GIVEN = """
    Anna Jürgen Mehmet Łukasz Nguyễn Sofía Ayşe Björn Chloë Dragan Elif Fatima Giorgos Hương
    Ivana João Katharina Liam Małgorzata Noëlle Oluwaseun Przemysław Quynh Rosa Søren Thérèse
    Ülkü Vít Wiebke Xenia Yusuf Zoë Светлана Михаил Γεώργιος Ελένη محمد فاطمة שרה דוד अनिल
    प्रिया 小明 伟 花子 健 민수 지우 Maria Paul Emma Ben Mia Leon Lena Jonas Laura Felix Lea Tim
"""
_FAMILY = """
    Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer
    Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann
    Lange Schmitt Werner Krause Lehmann Köhler Maier Huber Kaiser Fuchs Peters Lang Scholz
    Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth
    Şahin Öztürk Kowalski Wiśniewska Nowak Novák Horváth García Fernández Silva Rossi Ferrari
    Nguyễn Trần Lê O'Brien MacLeod Al-Haddad El-Amrani Hosseini Petrović Đorđević Шевченко
    Чайковский Иванова Παπαδόπουλος Γεωργίου محمد العلي כהן लेवी शर्मा 王 李 张 佐藤 田中 김 이 박
"""
_PLACES = "Ruhr Rhein Emscher Lippe Wupper Düssel Niers Sieg Ems Weser Ruhrtal Haard"
_SORTS = "Werke Universität Stiftung Labor Verein Schule Klinik Verlag Bank AG Forum"
_ENDINGS = ("", "er", "in", "ke", "mann", "ow", "sen", "ski", "son", "us")
_SPLICED = 0.5


class Crowd:
    """So many registrations, always the same ones for a seed."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self._seed = seed

    def people(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield code and fields of each guest."""
        chance = random.Random(self._seed)  # noqa: S311 - names, not secrets
        givens, families, places, sorts = map(str.split, (_GIVEN, _FAMILY, _PLACES, _SORTS))
        for number in range(self.size):
            body = "".join(chance.choices(ALPHABET, k=LENGTH - 1))
            yield (
                body + check_letter(body),
                {
                    "given": chance.choice(givens),
                    "family": _family(chance, families),
                    "organisation": f"{chance.choice(places)} {chance.choice(sorts)}",
                    "category": "Gast",
                    "email": f"gast{number}@example.org",
                },
            )

    def open_event(self, data: Path) -> Workplace:
        """Make an event with all of them in a data folder, and open it."""
        starts = datetime(2026, 12, 3, 16, tzinfo=UTC)
        create_event(data, "Bench", starts=starts, ends=starts + timedelta(hours=5))
        workplace = open_workplace(data)
        drafts = self._drafts()
        while chunk := list(islice(drafts, CHUNK)):
            with workplace.journal.write() as records:
                records.append_many(chunk)
        return workplace

    def _drafts(self) -> Iterator[Draft]:
        for number, (code, fields) in enumerate(self.people()):
            yield Draft(
                kind=Kind.REGISTERED,
                registration=f"bench-{number:07}",
                payload={"origin": Origin.LIST.value, "code": code, "fields": fields},
            )


def _family(chance: random.Random, names: list[str]) -> str:
    """Return a family name; some are spliced from two, as real lists have a long tail."""
    name, other = chance.choice(names), chance.choice(names)
    if (name + other).isascii() and chance.random() < _SPLICED:
        ending = chance.choice(_ENDINGS)
        return name[: max(2, len(name) // 2)] + other[len(other) // 2 :].lower() + ending
    return name
