"""Which encoding a list is in shows in its words, or is asked."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FileError, ListQuestionError
from app.roster.encodings import decoded

OLD = ("cp1252", "iso8859_15", "mac_roman", "cp850")
TEXT = "Jürgen Weiß, Köln\nMaría José Peña\nFrançois Lefèvre\nÄnne Größe, GRÖẞE\nSøren Ångström\n"


@pytest.mark.parametrize("encoding", OLD)
def test_the_words_of_a_list_tell_its_encoding(encoding):
    text = TEXT.replace("ẞ", "SS")

    assert decoded(text.encode(encoding), "list.csv").text == text


@pytest.mark.parametrize(
    "text",
    [
        "Köln\n",
        "D’Angelo – „Bewerben“\n",
        "2019–2020\n",
        "50 €\n",
        "GRÖßE\n",
        "Éric Çelik\n",
        "O´Brien\n",
        "Tomáš\n",
        "André\n",
        "Straße\n",
    ],
)
def test_windows_is_not_taken_for_anything_else(text):
    found = decoded(text.encode("cp1252"), "list.csv")

    assert (found.text, found.encoding) == (text, "Windows-1252")


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")])
def test_utf_16_needs_no_mark(encoding, mark):
    found = decoded("Name;Ort\nŁukasz;Köln\n".encode(encoding), "list.csv")

    assert (found.text.splitlines()[1], found.encoding) == ("Łukasz;Köln", mark)


def test_what_is_asked_shows_what_each_answer_makes_of_the_names():
    with pytest.raises(ListQuestionError, match=r"Peña\).*say which with --encoding") as question:
        decoded("Name\nPeña\n".encode("mac_roman"), "list.csv")

    asked = question.value
    assert dict(zip(asked.choices, asked.examples, strict=True))["MacRoman"] == "Peña"


WORDS = st.lists(st.text(st.characters(codec="cp1252", categories=["Lu", "Ll"]), min_size=1))


@given(words=WORDS, encoding=st.sampled_from(OLD))
def test_any_list_is_read_or_asked_about_or_refused(words, encoding):
    data = "\n".join(["Name", *words]).encode(encoding, "replace")
    with contextlib.suppress(ListQuestionError, FileError):
        assert decoded(data, "list.csv").text.startswith("Name")
