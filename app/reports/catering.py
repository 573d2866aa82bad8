"""How many meals of which kind: numbers for a kitchen, no names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.errors import ConsentError, ExpiredError
from app.model.programme import Programme
from app.model.standing import Standing
from app.reports.arrivals import is_counted, is_expected
from app.reports.flags import column_of, says_yes

KEPT = timedelta(hours=48)
"""So long after the event diets may be known at all."""

_DIET = ("diet", "Ernährung", "Verpflegung", "Essen", "Essenswunsch", "Diät", "Kost", "Menü",
         "Unverträglichkeiten", "Allergien", "Dietary requirements", "Food", "Meal")  # fmt: skip
_CONSENT = ("diet_consent", "Einwilligung Ernährung", "Einwilligung Verpflegung",
            "Einwilligung Essen", "Einwilligung Gesundheitsdaten",
            "Consent diet")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meal:
    """One diet; ``diet`` is empty for people of whom none is known, or none may be."""

    diet: str
    expected: int
    arrived: int


def meals(
    programme: Programme,
    standings: Iterable[Standing],
    now: datetime,
    *,
    column: str = "",
    consent: str = "",
) -> list[Meal]:
    """Return each diet with who is expected and who came, the most frequent first.

    A diet tells of belief or health: that of somebody who did not agree is as if unknown.

    Args:
        programme: The event.
        standings: Everybody.
        now: Two days after the event nothing is told any more.
        column: The column with diets, else the usual names.
        consent: The column that says who agreed, else the usual names.

    Raises:
        ConsentError: there are no such columns.
        ExpiredError: it is too late.
    """
    if now > programme.event.ends + KEPT:
        sentence = "Diets are told until 48 hours after the event; they are to be gone by now."
        raise ExpiredError(sentence)
    people = [s for s in standings if is_counted(s) and not s.is_erased]
    diets = _required(people, column, _DIET, "diet", "--column")
    agreed = _required(people, consent, _CONSENT, "consent to it", "--consent")
    expected: Counter[str] = Counter()
    arrived: Counter[str] = Counter()
    for standing in people:
        person = standing.person
        diet = " ".join(person.get(diets).split()) if says_yes(person.get(agreed)) else ""
        expected[diet] += is_expected(standing)
        arrived[diet] += standing.arrived is not None
    found = [Meal(diet, expected[diet], arrived[diet]) for diet in {*expected, *arrived}]
    wanted = [meal for meal in found if meal.expected or meal.arrived]
    return sorted(wanted, key=lambda meal: (not meal.diet, -meal.expected, meal.diet))


def _required(
    people: list[Standing], column: str, usual: tuple[str, ...], what: str, option: str
) -> str:
    found = column_of(people, (column,) if column else usual)
    if not found:
        sentence = (
            f"No registration has a column about {what} ({column or usual[0]}); name it with"
            f" {option}. Without consent no diet may be counted."
        )
        raise ConsentError(sentence)
    return found
