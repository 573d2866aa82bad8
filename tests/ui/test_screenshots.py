"""Pictures of the page, as the demo keeps them."""

import pytest
from PySide6.QtGui import QImage

from app.model.standing import Direction
from ui.screenshots import save_all


@pytest.fixture
def busy(desk):
    for name in ("ANH", "OMAR", "JANA1", "LUKASZ"):
        desk.accept(f"CODE-{name}", session=None, direction=Direction.IN)
    return desk


@pytest.mark.usefixtures("qapp")
def test_all_answers_are_kept_in_all_looks_and_languages(busy, clock, tmp_path):
    files = save_all(busy, tmp_path / "out", clock)

    names = {file.name for file in files}
    assert len(names) == (5 + 4) * 3 * 2
    assert {"reception-stop-dark-en.png", "designer-light-de.png", "preflight-dark-en.png"} <= names
    assert {"questions-high_contrast-de.png", "hub-light-en.png"} <= names
    assert all(QImage(str(file)).width() == 1366 for file in files)


@pytest.mark.usefixtures("qapp")
def test_pictures_record_nothing(busy, clock, tmp_path):
    before = list(busy.accepted)

    save_all(busy, tmp_path, clock)

    assert busy.accepted == before


@pytest.mark.usefixtures("qapp")
def test_a_desk_that_saw_nobody_shows_the_ready_page(desk, clock, tmp_path):
    names = [file.name for file in save_all(desk, tmp_path, clock)]

    answers = [name for name in names if name.startswith("reception-")]
    assert answers
    assert all(name.startswith("reception-idle") for name in answers)
