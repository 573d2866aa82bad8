"""What a person agreed to."""

import pytest

from app.model.person import Person


@pytest.mark.parametrize(
    "said", ["", "nein", "Nein, danke", " NO ", "-", "0", "abgelehnt", "nein."]
)
def test_needs_stay_hidden_without_consent(said):
    assert Person({"needs": "Rollstuhl", "needs_consent": said}).needs == ""


@pytest.mark.parametrize(
    "said", ["ja", "x", "2026-11-01", "2026-11-28T12:00:00+00:00", "am Telefon"]
)
def test_needs_are_seen_with_consent(said):
    assert Person({"needs": "Rollstuhl", "needs_consent": said}).needs == "Rollstuhl"
