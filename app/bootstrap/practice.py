"""Practice: a whole station of invented guests in a folder that is thrown away afterwards."""

import secrets
import shutil
import tempfile
from datetime import date
from pathlib import Path

from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import Workplace, create_event, open_workplace
from app.clock import SystemClock, to_instant
from app.paths import resources_dir
from app.roster.sample import sample_programme
from app.settings import Settings, save_settings
from app.vault.files import publish_secret

_KEY_FILE, _KEY_BYTES = "key", 32
PAPERS = "papers"
"""The folder, in the practice folder, that takes what a real desk would print."""


class PracticeRoom:
    """A data folder of its own; nothing in it leads to the real one."""

    def __init__(self, settings: Settings) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="empfang-practice-"))
        # With a key of its own the system's keyring hears nothing of practice.
        publish_secret(self.data / _KEY_FILE, secrets.token_bytes(_KEY_BYTES).hex())
        self.settings = practice_settings(settings, self.data)
        save_settings(self.data, self.settings)

    def open(self) -> Workplace:
        """Return the sample event of today with its guests."""
        plan = sample_programme(_today())
        event = plan.event
        create_event(self.data, event.name, starts=event.starts, ends=event.ends)
        workplace = open_workplace(self.data)
        for session in plan.sessions.values():
            workplace.planner.plan_session(session)
        import_roster(workplace, resources_dir() / "samples" / "gaeste.csv")
        return workplace

    def clear(self) -> None:
        """Throw everything away."""
        shutil.rmtree(self.data, ignore_errors=True)


def practice_settings(settings: Settings, data: Path) -> Settings:
    """Return the settings of a station with a folder in place of a printer,.

    The design goes back to a shipped one: own designs stay in the real folder.
    """
    return Settings(
        language=settings.language,
        theme=settings.theme,
        printer=f"folder:{data / PAPERS}",
        clear_after_s=settings.clear_after_s,
        sounds=settings.sounds,
        camera=settings.camera,
        camera_id=settings.camera_id,
        dots_per_inch=settings.dots_per_inch,
        scanner_layout=settings.scanner_layout,
        serial_scanner=settings.serial_scanner,
        input_method=settings.input_method,
    )


def _today() -> date:
    return to_instant(SystemClock().read().wall_ms).astimezone().date()
