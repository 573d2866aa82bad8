import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.fold_name import fold_words
from app.search.skeleton import skeleton

ALIKE = [
    ("Tschaikowski", "Чайковский"),
    ("Tchaikovsky", "Чайковский"),
    ("Mohammed", "محمد"),
    ("Muhammad", "Mehmet"),
    ("Szewczenko", "Шевченко"),
    ("Wassiljew", "Васильев"),
    ("Julia", "Юлия"),
    ("Kim", "김"),
    ("Schmidt", "Schmitt"),
    ("Meier", "Mayr"),
    ("Maier", "Meyer"),
    ("Hussein", "Hossain"),
    ("Jussuf", "Yousef"),
    ("Philipp", "Filip"),
    ("Xaver", "Ksawery"),
    ("Georgiou", "Γεωργίου"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_sound_share_a_skeleton(one, other):
    assert skeleton("".join(fold_words(one))) == skeleton("".join(fold_words(other)))


@pytest.mark.parametrize(("one", "other"), [("weber", "becker"), ("ana", "jana"), ("li", "lin")])
def test_other_names_have_another_skeleton(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1))
def test_every_word_has_a_skeleton(word):
    assert skeleton(word)
