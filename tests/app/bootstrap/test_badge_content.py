"""What a badge says of a guest, out of the fields of a list."""

import pytest

from app.badge.photos import refuses_photos
from app.bootstrap.badge_content import NO_PHOTO
from app.model.person import Person


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Foto": "nein"}, True),
        ({"Fotoerlaubnis": "Nein"}, True),
        ({"photo": "no"}, True),
        ({"Photo consent": "0"}, True),
        ({"Bildrechte": "nein"}, True),
        ({"Kein Foto": "ja"}, True),
        ({"No photo": "x"}, True),
        ({"Fotos": "Bitte keine Fotos"}, True),
        ({"notes": "keine Fotos"}, True),
        ({"notes": "No photos, please"}, True),
        ({"photo": "no", "Kein Foto": "nein"}, True),
        ({"photo": "nein"}, True),
        ({"photo": "yes", "notes": "keine Fotos"}, False),
        ({"photo": "yes", "Fotoerlaubnis": "nein"}, False),
        ({"photo": "", "Fotoerlaubnis": "nein"}, True),
        ({"Foto": "ja"}, False),
        ({"Foto": ""}, False),
        ({"Kein Foto": "nein"}, False),
        ({"Vegetarisch": "nein"}, False),
        ({"notes": "bringt Fotos mit"}, False),
        ({}, False),
    ],
)
def test_a_guest_without_photos_is_known_by_the_list(fields, expected):
    assert refuses_photos(Person(fields)) is expected


def test_the_flag_is_the_one_that_designs_name():
    assert NO_PHOTO == "no_photo"
