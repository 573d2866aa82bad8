"""The evacuation sheet of a house with many rooms."""

from datetime import timedelta

import pypdfium2

from app.model.programme import Programme, Session, SessionKind
from app.model.standing import Direction
from app.reports.export import Format, Kind, Source, export
from tests.app.reports.people import PROGRAMME, person


def test_no_room_falls_off_the_sheet(tmp_path):
    rooms = [f"Forum {number}" for number in range(40)]
    sessions = {name: Session(id=name, name=name, kind=SessionKind.WORKSHOP) for name in rooms}
    programme = Programme(event=PROGRAMME.event, sessions=sessions)
    people = [person(name, (5, name, Direction.IN)) for name in rooms]
    now = programme.event.starts + timedelta(hours=1)
    out = tmp_path / "sheet.pdf"

    export(Kind.EVACUATION, Format.PDF, out, Source(programme=programme, standings=people, now=now))

    seen = []
    for page in pypdfium2.PdfDocument(out):
        height = page.get_height()
        seen += [page.get_textpage().get_text_bounded(bottom=0, top=height)]
    text = " ".join(seen)
    assert [name for name in rooms if name not in text] == []
    assert "zusammen" in text
