"""Where an answer's first arrival was, as people call it."""

from dataclasses import replace

from app.bootstrap.workplace import Workplace
from app.model.standing import is_central
from app.model.verdict import Answer, Verdict


class Places:
    """Knows what people call the stations, and asks again for one that it does not know."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._names: dict[str, str] = {}

    def told(self, answer: Answer) -> Answer:
        """Return *answer* with the name of the station that let the guest in first."""
        if answer.verdict is not Verdict.ALREADY or answer.standing is None:
            return answer
        movements = answer.standing.movements
        at = next((one.station for one in movements if one.at == answer.first_arrival), "")
        if is_central(at):
            return replace(answer, first_place=at)
        if at not in self._names:
            self._names = self._workplace.station_names()
        return replace(answer, first_place=self._names.get(at, ""))
