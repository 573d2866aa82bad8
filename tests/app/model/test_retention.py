"""Which fields are of a special category: what says something of health or belief, nothing else."""

import pytest

from app.model.retention import is_special


@pytest.mark.parametrize(
    "field",
    [
        "needs", "Diät", "Diet", "Essen", "Mittagessen", "Ernährung", "Vegetarisch", "vegan",
        "Allergien", "Unverträglichkeiten", "Food preference", "halal", "koscher", "Kosher meal",
        "Rollstuhl", "Barrierefreiheit", "Access needs", "Accessibility", "Meal",
    ],
)  # fmt: skip
def test_health_and_belief_are_special(field):
    assert is_special(field)


@pytest.mark.parametrize(
    "field",
    [
        "Interessen", "Adressen", "Presse", "Kosten", "Access code", "Zugang", "Fachinteressen",
        "Bemerkung", "Hotel", "Diplom", "Team",
    ],
)  # fmt: skip
def test_what_only_sounds_alike_is_not(field):
    assert not is_special(field)
