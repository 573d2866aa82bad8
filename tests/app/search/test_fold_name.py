import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.fold_name import fold_name, fold_words, is_enough, joined, spellings

EQUAL = [
    ("Müller", "Mueller"),
    ("Müller", "Muller"),
    ("Mu\u0308ller", "Müller"),
    ("Weiß", "Weiss"),
    ("GROẞ", "gross"),
    ("Özdemir", "Oezdemir"),
    ("Ærøskøbing", "Aeroeskoebing"),
    ("Åse Aagaard", "Aase Ågård"),
    ("Łukasz", "Lukasz"),
    ("Đorđević", "Dordevic"),
    ("Işık", "Isik"),
    ("İnönü", "Inönü"),
    ("Nguyễn", "Nguyen"),
    ("Ştefănescu", "Stefanescu"),
    ("Þórdís", "Thordis"),
    ("O'Brien", "O’Brien"),
    ("O'Brien", "O Brien"),
    ("Al-Haddad", "Al\u2011Haddad"),
    ("Γεωργία", "Georgia"),
    ("Шевченко", "Shevchenko"),
    ("अनिल", "Anil"),
    ("김민수", "Gim Min Su"),
    ("王小明", "Wang Xiao Ming"),
    ("ｱﾔｺ", "アヤコ"),
    ("ＡＮＮＡ", "anna"),
    ("👩\u200d💻 Anna 🎉", "Anna"),
    ("Dr. (Anna) Müller,", "Dr Anna Müller"),
]
WHOLE = [
    ("O'Brien", "obrien"),
    ("Al-Haddad", "alhaddad"),
    ("von der Heide", "vonderheide"),
    ("von der Heide", "derheide"),
    ("von der Heide", "heide"),
    ("McDonald", "mcdonald"),
    ("Mc Donald", "mcdonald"),
    ("王小明", "xiaoming"),
    ("김민수", "minsu"),
    ("佐藤 花子", "zuoteng"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold_words(one) == fold_words(other) != ()


@pytest.mark.parametrize(("name", "word"), WHOLE)
def test_a_compound_is_also_one_word(name, word):
    assert word in fold_name(name)


def test_a_compound_keeps_its_parts():
    assert {"schmidt", "rottluff", "schmidtrottluff"} == fold_name("Schmidt-Rottluff")


def test_text_without_letters_has_no_words():
    assert fold_words("🎉 – … ' -") == ()
    assert spellings(" \n ") == []


def test_typed_words_are_also_tried_together():
    assert spellings("al haddad") == [("al", "haddad"), ("alhaddad",)]


@pytest.mark.parametrize("text", ["", " ", "m", "ü", "'", "م", "🎉🎉"])
def test_less_than_two_letters_are_not_enough(text):
    assert not is_enough(text)


@pytest.mark.parametrize("text", ["mü", "m a", "李", "김", "12"])
def test_two_letters_or_a_syllable_are_enough(text):
    assert is_enough(text)


@given(st.text())
def test_folding_yields_plain_words(text):
    assert all(
        word.isascii() and word.isalnum() and word.islower()
        for word in fold_words(text)
        if not word.isdigit()
    )


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    words = fold_words(text)

    assert fold_words(" ".join(words)) == words


@given(st.text())
def test_every_word_of_a_name_finds_it(text):
    assert set(fold_words(text)) <= fold_name(text)
    assert all(fold_words(word) == (word,) for word in fold_name(text))


@given(st.lists(st.text("aeoumn", min_size=1)))
def test_joining_folded_words_equals_folding_the_joined(texts):
    words = [word for text in texts for word in fold_words(text)]

    assert joined(words) == "".join(fold_words("".join(texts)))
