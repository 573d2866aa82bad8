"""The deletion protocol on paper."""

from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from app.model.programme import Event
from app.model.retention import DataClass, Due
from app.reports.papers.deletion_paper import DeletionProtocol, deletion_pdf
from app.reports.papers.deletion_words import deletion_words

ENDS = datetime(2026, 12, 3, 21, tzinfo=UTC)
EVENT = Event(id="e", name="Gäste am Rhein", starts=ENDS - timedelta(hours=5), ends=ENDS)


def due(what, days, people, entries, *, is_due=True):
    return Due(what, ENDS + timedelta(days=days), is_due=is_due, people=people, entries=entries)


def after(days):
    return ENDS + timedelta(days=days)


def pages(deleted, plan, language="de", made=None):
    pdf = deletion_pdf(
        DeletionProtocol(event=EVENT, made=made or after(60), deleted=deleted, plan=plan), language
    )
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range().replace("\r", "") for page in document]
    document.close()
    return texts


CONTACT = (after(44), due(DataClass.CONTACT, 42, 10_000, 20_118))
SPECIAL = (after(3), due(DataClass.SPECIAL, 2, 124, 1_310))
REST = due(DataClass.PEOPLE, 180, 7_817, 15_634, is_due=False)


def test_it_says_what_was_deleted_when_and_what_is_still_there():
    (text,) = pages([CONTACT, SPECIAL], [REST, due(DataClass.CONTACT, 42, 0, 0)])

    assert "Löschprotokoll" in text
    assert "Ende der Veranstaltung: 3. Dezember 2026" in text
    assert text.index("Bedarf und Ernährung") < text.index("Kontaktdaten")
    assert text.count("Kontaktdaten") == 1
    for word in (
        "14.01.2027",
        "16.01.2027, 22:00",
        "10.000",
        "20.118",
        "7.817",
        "noch nicht fällig",
    ):
        assert word in text, word
    assert "Seite 1 von 1" in text


def test_it_is_written_in_english():
    (text,) = pages([CONTACT], [REST], "en")

    for word in ("Deletion protocol", "Contact details", "Jan 14, 2027", "10,000", "not due yet"):
        assert word in text, word


def test_where_nothing_was_deleted_and_nothing_is_left_it_says_so():
    (text,) = pages([], [])

    assert "Bis jetzt wurde nichts gelöscht." in text
    assert "Nichts, was nach dem Löschplan zu löschen wäre." in text


@pytest.mark.parametrize("count", [14, 15, 16, 17, 18, 19, 40])
def test_many_deletions_take_more_pages_and_each_stands_once(count):
    lines = [(after(50 + number), due(DataClass.SPECIAL, 2, 50_001 + number, 1))
             for number in range(count)]  # fmt: skip
    texts = pages(lines, [REST])

    found = [f"{50_001 + number:,}".replace(",", ".") for number in range(count)]
    whole = "\n".join(texts)
    assert all(whole.count(number) == 1 for number in found)
    for number, text in enumerate(texts, start=1):
        assert f"Seite {number} von {len(texts)}" in text
        # A heading has at least one row below it.
        assert "Noch gespeichert" not in text or "7.817" in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_class_of_data_has_words(language):
    assert set(deletion_words(language).classes) == set(DataClass)
