"""A laptop and a kiosk in memory, for windows without a real one."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.errors import PrintError
from app.model.badge import JobState, Receipt
from app.model.check import Check
from app.model.power import Power


class MemoryMachine:
    """Implements `ui.machine_desk.MachineDesk`; attributes say how the laptop is."""

    def __init__(self):
        self.checks = [
            Check("database", ok=True, detail="fine"),
            Check("disk", ok=False, detail="not encrypted", next_step="Encrypt it."),
            Check("clock", ok=True, detail="now"),
            Check("printer", ok=False, detail="none", next_step="Plug one in."),
            Check("scanner", ok=True, detail="any"),
        ]
        self.battery, self.ahead = Power(), 0
        self.prints, self.printer_works = 0, True

    def self_test(self):
        yield from self.checks

    def test_badge(self):
        page = BytesIO()
        canvas = Canvas(page, pagesize=(298, 420))
        canvas.drawString(24, 300, "Test")
        canvas.save()
        return page.getvalue()

    def print_test(self):
        if not self.printer_works:
            sentence = "There is no printer."
            raise PrintError(sentence)
        self.prints += 1
        return Receipt(JobState.PRINTED)

    def power(self):
        return self.battery

    def ahead_ms(self):
        return self.ahead


class MemoryKiosk:
    """Implements `ui.machine_desk.KioskDesk`; the short code of a guest is the registration."""

    def __init__(self, desk):
        self._desk = desk
        self.calls = []
        self.works = True

    def find(self, code, family):
        found = self._desk.guests.get(code.casefold())
        return code.casefold() if found and found.person.family == family else None

    def call_staff(self, note=""):
        if not self.works:
            sentence = "Nobody hears."
            raise PrintError(sentence)
        self.calls.append(note)
