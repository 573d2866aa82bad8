"""How long the product waits for devices: longer in tests, where they share a processor with it.

A label printer that does not say at once how it is counts as silent, and whoever prints a badge
hears after three seconds that it is on its way. On a starved machine a rig in the same process is
as slow as that without any fault. Tests of a silent printer set their own patience.
"""

import pytest

from app.bootstrap import print_room
from app.printing import ipp, zebra

LONGER = (
    (zebra, "STATUS_S", 20.0),
    (zebra, "CONNECT_S", 20.0),
    (ipp, "ANSWER_S", 30.0),
    (print_room, "ATTEMPT_S", 60.0),
)


@pytest.fixture(autouse=True, scope="session")
def _patient_printing():
    with pytest.MonkeyPatch.context() as patch:
        for module, name, seconds in LONGER:
            patch.setattr(module, name, seconds)
        yield
