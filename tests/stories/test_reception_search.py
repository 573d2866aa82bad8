"""Search by name at reception, by keys in a real window; and which spellings are one."""

import random
import time
import unicodedata

import pytest
from anyascii import anyascii
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QListView

from app.settings import Settings
from tests.stories.guests import guests
from tests.stories.pace import look_after
from tests.stories.receptions import open_reception
from tests.ui.hands import verdict

LATIN = """
    A B C D E F G H I J K L M N O P Q R S T U V W X Y Z À Á Â Ã Ä Å Æ Ç È É Ê Ë Ì Í Î Ï
    Ð Ñ Ò Ó Ô Õ Ö Ø Ù Ú Û Ü Ý Þ ß Ā Ă Ą Ć Ĉ Ċ Č Ď Đ Ē Ĕ Ė Ę Ě Ĝ Ğ Ġ Ģ Ĥ Ħ Ĩ Ī Ĭ Į İ ı Ĳ
    Ĵ Ķ ĸ Ĺ Ļ Ľ Ŀ Ł Ń Ņ Ň ŉ Ŋ Ō Ŏ Ő Œ Ŕ Ŗ Ř Ś Ŝ Ş Š Ţ Ť Ŧ Ũ Ū Ŭ Ů Ű Ų Ŵ Ŷ Ÿ Ź Ż Ž Ƈ Ə Ɨ
    Ơ Ư Ʒ Ǎ Ǐ Ǒ Ǔ Ǖ Ǘ Ǚ Ǜ Ǟ Ǣ Ǥ Ǧ Ǩ Ǫ Ǭ Ǯ ǰ Ǵ Ǹ Ǻ Ǽ Ǿ Ȓ Ș Ț Ȟ Ȧ Ȩ Ȫ Ȭ Ȯ Ȱ Ȳ Ḃ Ḇ Ḋ Ḍ Ḏ Ḑ
    ḗ Ḝ Ḟ Ḡ Ḣ Ḥ Ḧ Ḩ Ḫ Ḱ Ḳ Ḵ Ḷ Ḻ Ṁ Ṃ Ṅ Ṇ Ṉ Ṓ Ṕ Ṗ Ṙ Ṛ Ṟ Ṡ Ṣ Ṫ Ṭ Ṯ Ẁ Ẃ Ẅ Ẇ Ẍ Ẏ Ẑ Ẓ Ẕ ẖ ẗ ẞ
    Ạ Ả Ấ Ầ Ẩ Ẫ Ậ Ắ Ằ Ẳ Ẵ Ặ Ẹ Ẻ Ẽ Ế Ề Ể Ễ Ệ Ỉ Ị Ọ Ỏ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ụ Ủ Ứ Ừ Ử Ữ Ự Ỳ
    Ỵ Ỷ Ỹ
"""
"""Latin letters of DIN 91379 that are one character, and some that it writes as two."""

MARKED = ("A̋", "C̀", "C̨̆", "D̂", "F̀", "G̀", "J́", "K͟h", "L̂", "M̂", "N̆", "R̆", "S̀", "T̛", "Z̀")
"""Letters of DIN 91379 that exist only with a mark of their own."""

DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe",
            "œ": "oe", "ĳ": "ij", "þ": "th"}  # fmt: skip
CLEARED_S = Settings().clear_after_s
CONSONANTS = "bdfgklmnprtv"
TOGETHER = ("De La Doe John", "John Doe", "doe john", "doe de la john", "John De La Doe")


@pytest.fixture
def reception(qtbot, tmp_path):
    with open_reception(qtbot, tmp_path) as one:
        yield one


def found(reception):
    """Return how many guests the search shows now."""
    return reception.window.page.search.findChild(QListView).model().rowCount()


def ways(letter):
    """Return the letter as it is, in its search form, and as two letters in German."""
    small = letter.casefold() if letter != "ı" else letter
    bare = unicodedata.normalize("NFKD", small)
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign) and sign.isalpha())
    plain = bare if bare.isascii() else anyascii(bare).casefold()
    return {letter, small, plain, DIGRAPHS.get(small, plain)}


def test_r09_a_letter_its_search_form_and_its_digraph_find_the_same_guest(reception, measured):
    letters = [*LATIN.split(), *MARKED]
    places = [(one, two) for one in CONSONANTS for two in CONSONANTS] * 2
    words = {}
    for number, (letter, (one, two)) in enumerate(zip(letters, places, strict=False)):
        end = "x" if number < len(CONSONANTS) ** 2 else "q"
        words[f"r{number}"] = letter, f"{one}a{two}o", f"{two}i{end}"
        reception.register(
            f"r{number}", given="Kim", family="".join((f"{one}a{two}o", letter, f"{two}i{end}"))
        )
    assert len(words) == len(letters)

    asked, wrong = 0, []
    for guest, (letter, before, behind) in words.items():
        for way in ways(letter):
            hits = reception.desk.find(f"{before}{way}{behind}", 5)
            asked += 1
            if not hits or hits[0].id != guest:
                wrong.append((letter, way))

    assert wrong == []
    measured("R09", f"{len(letters)} letters, {asked} spellings, all find their guest")


def test_r10_the_parts_of_a_name_may_come_in_any_order(reception, measured):
    for guest in guests(600):
        reception.register(guest.id, **guest.fields)
    reception.register("john", given="John", family="De La Doe")

    for text in TOGETHER:
        assert reception.desk.find(text, 5)[0].id == "john", text
    measured("R10", f"{len(TOGETHER)} of {len(TOGETHER)} orders, first of 601")


class Pointers(QObject):
    """Counts what a mouse does."""

    count = 0

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin)
        self.count += event.type() in kinds
        return False


def test_r11_a_guest_is_checked_in_by_name_without_a_mouse(reception, measured):
    people = guests(100)
    for guest in people:
        reception.register(guest.id, **guest.fields)
    reception.register("omar", given="Omar", family="al-Haddad", organisation="Uni")
    pointers = Pointers()
    QApplication.instance().installEventFilter(pointers)

    reception.keys.type("had om")
    reception.until(lambda: found(reception) >= 1)
    reception.keys.enter()

    reception.expect("welcome", "Omar al-Haddad")
    QApplication.instance().removeEventFilter(pointers)
    assert (reception.keys.count, pointers.count) == (7, 0)
    measured("R11", f"{reception.keys.count} keys, no pointer")


def test_r12_nobody_browses_and_names_go_by_themselves(qtbot, tmp_path, measured):
    with open_reception(qtbot, tmp_path, clear_after_s=CLEARED_S) as reception:
        for guest in guests(100):
            reception.register(guest.id, **guest.fields)
        reception.register("mia", given="Mia", family="Mertens")
        reception.window.operation.open_search()
        assert found(reception) == 0
        reception.keys.type("m")
        reception.until(reception.window.page.search.isVisible)
        QApplication.processEvents()
        assert found(reception) == 0
        assert reception.desk.find("", 10) == reception.desk.find("m", 10) == []

        search = reception.window.page.search
        before = look_after(CLEARED_S - 1, search.isVisible)
        reception.keys.type("e")
        reception.until(lambda: found(reception) > 0)
        began = time.perf_counter()
        after = look_after(CLEARED_S + 1, search.isVisible)
        reception.until(lambda: not search.isVisible())
        seconds = time.perf_counter() - began
        reception.until(lambda: bool(after))
        assert (before, after) == ([True], [False])
        assert found(reception) == 0
        measured("R12", f"gone after {seconds:.1f} s, nobody for less than two letters")


def test_r27_of_two_with_one_name_enter_takes_neither(reception, measured):
    reception.register("one", given="Jana", family="Müller", organisation="Universität Essen")
    reception.register("two", given="Jana", family="Müller", organisation="Hochschule Bochum")
    reception.keys.type("mul jan")
    reception.until(lambda: found(reception) == 2)
    hits = reception.desk.find("mul jan", 5)
    assert {hit.organisation for hit in hits} == {"Universität Essen", "Hochschule Bochum"}
    assert "Jana Müller" in reception.shown("sameName")

    reception.keys.enter()
    reception.keys.press(Qt.Key.Key_Escape)
    assert verdict(reception.window) == "idle"
    assert reception.desk.counts().arrived == 0

    reception.keys.type("mul jan")
    reception.until(lambda: found(reception) == 2)
    reception.keys.press(Qt.Key.Key_Down)
    reception.keys.enter()
    reception.expect("welcome", "Jana Müller")
    assert reception.desk.counts().arrived == 1
    measured("R27", "2 hits told apart by organisation; Enter alone: 0 arrivals, after ↓: 1")


def test_r17_whoever_is_on_the_list_under_another_spelling_is_shown_before(reception, measured):
    people = [guest for guest in guests(600) if guest.given and guest.family]
    for guest in people:
        reception.register(guest.id, **guest.fields)
    chance = random.Random(7)  # noqa: S311 - the same slips in every run
    asked = chance.sample(people, 100)

    def shown(given, family):
        return reception.desk.concierge.resembling({"given": given, "family": family})

    found = sum(
        guest.id in {one.registration for one in shown(guest.given, misheard(guest.family, chance))}
        for guest in asked
    )
    strangers = [guest for guest in guests(700, "german")[600:] if guest.given and guest.family]
    names = {(guest.given, guest.family) for guest in people}
    wrong = sum(
        bool(shown(guest.given, guest.family))
        for guest in strangers
        if (guest.given, guest.family) not in names
    )

    assert found >= 95
    assert wrong <= len(strangers) // 10
    measured("R17", f"shown before: {found} of 100 misheard; {wrong} of {len(strangers)} strangers")


def misheard(name, chance):
    """Return *name* with another vowel, or with its last letter doubled."""
    places = [place for place, letter in enumerate(name) if letter in "aeiou"]
    if not places:
        return name + name[-1]
    place = chance.choice(places)
    return name[:place] + chance.choice("aeiou") + name[place + 1 :]
