"""A desk changes its design while it works, and keeps own designs in its data folder."""

from datetime import UTC, datetime, timedelta

import pytest

from app.badge.raster import page_sizes
from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.self_call import hub_calls
from app.errors import BadgeError
from app.settings import Settings

STARTS = datetime(2024, 12, 3, 16, 0, tzinfo=UTC)
A6, A7 = (297.6, 419.5), (209.8, 297.6)


@pytest.fixture
def desk(tmp_path):
    create_event(tmp_path, "Evening", starts=STARTS, ends=STARTS + timedelta(hours=5))
    desk = open_desk(open_workplace(tmp_path), Settings(), hub_calls())
    yield desk
    desk.stop_background()


def size(desk, registration):
    return page_sizes(desk.badge_pdf(registration))[0]


def test_the_next_badge_has_the_chosen_design(desk):
    guest = desk.add_walk_in({"given": "Jana"}).registration
    assert size(desk, guest) == pytest.approx(A6, abs=0.2)

    desk.use_design("a7")

    assert size(desk, guest) == pytest.approx(A7, abs=0.2)


def test_an_own_design_lies_in_the_data_folder_and_prints(desk, tmp_path):
    guest = desk.add_walk_in({"given": "Jana"}).registration
    desk.designs.keep("Mine", desk.designs.text("a7"))

    desk.use_design(desk.designs.setting("Mine"))

    assert (tmp_path / "designs" / "Mine.toml").is_file()
    assert size(desk, guest) == pytest.approx(A7, abs=0.2)


def test_a_design_that_is_missing_changes_nothing(desk):
    guest = desk.add_walk_in({"given": "Jana"}).registration

    with pytest.raises(BadgeError):
        desk.use_design("nowhere")

    assert size(desk, guest) == pytest.approx(A6, abs=0.2)


def test_whoever_may_come_is_checked_and_nobody_else(desk):
    guest = desk.add_walk_in({"given": "Jana", "family": "Müller"}).registration

    [(registration, content)] = desk.badge_contents()

    assert registration == guest
    assert content.name == "Jana Müller"
