"""What the window says about printers that do not print, and about badges of before."""

from app.model.badge import Trouble
from ui.texts import N_, PRINT_FAILED

TROUBLES = {
    Trouble.NONE: PRINT_FAILED,
    Trouble.OTHER: PRINT_FAILED,
    Trouble.OFFLINE: N_(
        "The printer does not answer. Check power and cable. It goes on by itself."
    ),
    Trouble.NO_PAPER: N_("No paper or labels. Put some in, it goes on by itself."),
    Trouble.WRONG_PAPER: N_("Other paper is loaded. Load the size of the badge."),
    Trouble.JAM: N_("Paper jam. Open the printer and take the paper out."),
    Trouble.COVER_OPEN: N_("The printer is open. Close its cover."),
    Trouble.NO_INK: N_("Ink, toner or ribbon is used up. Change it."),
    Trouble.INK_LOW: N_("Ink, toner or ribbon is nearly used up."),
    Trouble.PAUSED: N_("The printer is paused. Press its pause or resume key."),
    Trouble.BUSY: N_("The printer still prints something else."),
    Trouble.REFUSED: N_("The printer takes no badge. Look at its display."),
}
"""What is wrong and what to do."""

ELSEWHERE = N_("Next printer: ⇧ F5")
NO_OTHER = N_("No other printer")
NO_OTHER_WHY = N_("This desk knows no other printer. It waits for this one.")
OLD_BADGE = N_("This badge was replaced by a newer one.")
"""Of a guest whose badge was printed again since."""
