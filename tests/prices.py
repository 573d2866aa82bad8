"""What a guess at a PIN or a one-time code costs: next to nothing, but in tests of the price.

At its real price of 64 MB and a third of a second a guess, signing in took most of the time of
the tests in which somebody signs in. Processes that a test starts pay the real price.
"""

import pytest

from app.sync import handover
from app.vault import pin

REAL = ((pin, "_MEMORY_KIB", 64 * 1024), (pin, "_ROUNDS", 3), (handover, "_COST", 2**16))
CHEAP = ((pin, "_MEMORY_KIB", 64), (pin, "_ROUNDS", 1), (handover, "_COST", 2))


@pytest.fixture(autouse=True, scope="session")
def _cheap_secrets():
    """Lower the price for all tests; refuse to when it is not what tests of the price expect."""
    for module, name, price in REAL:
        assert getattr(module, name) == price, f"{module.__name__}.{name} is another price"
    with pytest.MonkeyPatch.context() as patch:
        for module, name, price in CHEAP:
            patch.setattr(module, name, price)
        yield


@pytest.fixture
def real_prices(monkeypatch):
    """Let everything cost in this test what it costs in the product."""
    for module, name, price in REAL:
        monkeypatch.setattr(module, name, price)
