"""Pictures of the reception page, for the README and for whoever checks the look."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSize

from app.clock import Clock, SystemClock, to_instant
from app.model.programme import Session
from app.model.standing import Standing
from app.model.verdict import Answer, Reason
from ui.desk import Desk
from ui.language import LANGUAGES, language
from ui.pages.reception import ReceptionPage
from ui.presenters.badges import BadgeScene, BadgeStage, badge_image
from ui.presenters.scene import Scene
from ui.presenters.watch import sight_of
from ui.screenshots_badges import save_badges
from ui.theme import THEMES, UNITS_PER_INCH, load_fonts, look_for

SIZE = QSize(1366, 768)
_STAGES = {
    "idle": BadgeStage.EMPTY,
    "welcome": BadgeStage.PRINTED,
    "already": BadgeStage.BEFORE,
    "attention": BadgeStage.HELD,
    "stop": BadgeStage.FORBIDDEN,
}


def save_all(desk: Desk, out_dir: Path, clock: Clock | None = None) -> list[Path]:
    """Draw the page ready and in all four answers, and the organiser's pages.

    Each is drawn in every theme, in both languages.

    Nothing is recorded: the answers are made here, around guests whom the desk has seen
    last. A desk that has seen nobody gives pictures of the ready page only. There must
    be a QApplication.

    Returns:
        The PNG files ``reception-ANSWER-THEME-LANGUAGE.png``, ``designer-THEME-LANGUAGE.png``,
        ``preflight-…``, ``questions-…`` and ``hub-…`` in *out_dir*.
    """
    load_fonts()
    out_dir.mkdir(parents=True, exist_ok=True)
    clock = clock or SystemClock()
    scenes = _scenes(desk, clock)
    page = ReceptionPage(language(LANGUAGES[0]))
    page.resize(SIZE)
    pages = []
    for theme in THEMES:
        look = look_for(theme, SIZE, UNITS_PER_INCH)
        page.setStyleSheet(look.sheet())
        page.set_look(look)
        for scene in scenes:
            badge = _badge(desk, scene)
            for name in LANGUAGES:
                pages.append(out_dir / f"reception-{scene.verdict}-{theme}-{name}.png")
                _show(page, desk, scene, badge, name)
                page.grab().save(str(pages[-1]))
    page.deleteLater()
    return [*pages, *save_badges(desk, desk.programme(), out_dir, SIZE, THEMES, clock)]


def _scenes(desk: Desk, clock: Clock) -> list[Scene]:
    now = to_instant(clock.read().wall_ms)
    guests = _guests(desk)
    answers: list[Answer | None] = [None]
    if guests:
        welcome, already, attention, stop = (guests[n % len(guests)] for n in range(4))
        tomorrow = Session(id="tomorrow", name="", starts=now + timedelta(days=1))
        earlier = already.arrived.at if already.arrived else now
        answers += [
            _answer(Reason.REGISTERED, welcome),
            _answer(Reason.ALREADY_ARRIVED, already, first_arrival=earlier),
            _answer(Reason.WRONG_DAY, attention, elsewhere=(tomorrow,)),
            _answer(Reason.CANCELLED, stop),
        ]
    programme = desk.programme()
    return [Scene(now=now, answer=answer, programme=programme) for answer in answers]


def _answer(reason: Reason, guest: Standing, **more: object) -> Answer:
    return Answer(code=guest.code, reason=reason, standing=guest, **more)  # type: ignore[arg-type]  # passed on by name


def _guests(desk: Desk) -> list[Standing]:
    names = dict.fromkeys(seen.registration for seen in desk.latest(50) if seen.registration)
    guests = [standing for name in names if (standing := desk.standing(name))]
    # Names in two scripts and a booked room show more of the page.
    return sorted(guests, key=lambda g: (not g.bookings, not g.person.get("native")))


def _show(page: ReceptionPage, desk: Desk, scene: Scene, badge: BadgeScene, name: str) -> None:
    page.set_language(language(name, scene.programme.event.zone if scene.programme else None))
    page.show_sight(sight_of(desk))
    page.show_scene(scene)
    page.show_badge(badge)


def _badge(desk: Desk, scene: Scene) -> BadgeScene:
    stage = _STAGES[scene.verdict]
    if scene.guest is None or stage in (BadgeStage.HELD, BadgeStage.FORBIDDEN):
        return BadgeScene(stage)
    registration = scene.guest.registration
    image = badge_image(desk.badge_pdf(registration))
    return BadgeScene(stage, registration, image, desk.printer_name())
