"""Pictures of the organiser's pages, with real guests of the event."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer, SignalInstance

from app.clock import Clock
from app.model.programme import Programme
from ui.desk import Desk
from ui.language import LANGUAGES, language
from ui.pages.organiser import OrganiserPage
from ui.pages.organiser_work import OrganiserWork
from ui.theme import UNITS_PER_INCH, look_for

_DESIGN = "a6"
_PICTURES = ("designer", "preflight", "questions", "hub")
_CHOSEN = (4, 0)
"""The large line of the name in the shipped design."""
_LONGEST_MS = 20_000


def save_badges(
    desk: Desk,
    programme: Programme,
    out_dir: Path,
    size: QSize,
    themes: tuple[str, ...],
    clock: Clock,
) -> list[Path]:
    """Draw every place of the organiser in every theme and language; nothing is changed.

    Returns:
        The PNG files ``designer-THEME-LANGUAGE.png``, ``preflight-…``, ``questions-…`` and
        ``hub-…`` in *out_dir*.
    """
    paths = []
    for theme in themes:
        for name in LANGUAGES:
            page = OrganiserPage()
            page.resize(size)
            look = look_for(theme, size, UNITS_PER_INCH)
            page.setStyleSheet(look.sheet())
            page.set_look(look)
            spoken = language(name, programme.event.zone)
            work = OrganiserWork(page, desk, spoken, _DESIGN, clock)
            work.set_language(spoken)
            paths += _save(page, work, out_dir, f"{theme}-{name}")
            work.close()
            page.deleteLater()
    return paths


def _save(page: OrganiserPage, work: OrganiserWork, out_dir: Path, ending: str) -> list[Path]:
    files = [out_dir / f"{name}-{ending}.png" for name in _PICTURES]
    presenter = work.designer.presenter
    work.open("design")
    # A page that is not shown takes its sizes only now; the proofs must know them.
    page.grab()
    _await(presenter.proofs.offered, page)
    # What was drawn before the guests were known comes first.
    _await(presenter.proofs.proofed, page)
    presenter.select(_CHOSEN)
    presenter.proofs.next_case(0)
    _await(presenter.proofs.proofed, page)
    page.grab().save(str(files[0]))
    work.open("check")
    while work.check.presenter.check.is_running:
        _await(work.check.presenter.shown, page)
    page.grab().save(str(files[1]))
    work.open("questions")
    _await(work.questions.presenter.shown, page)
    page.grab().save(str(files[2]))
    work.open("hub")
    _await(work.hub.presenter.shown, page)
    page.grab().save(str(files[3]))
    return files


def _await(signal: SignalInstance, parent: QObject) -> None:
    """Let workers go on until *signal* comes, or for so long that something is wrong."""
    loop = QEventLoop(parent)
    signal.connect(loop.quit)
    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    loop.exec()
