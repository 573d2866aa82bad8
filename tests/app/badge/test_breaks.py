"""Where lines may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.breaks import pieces
from app.badge.script import clusters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Maria", ["Anna ", "Maria"]),
        ("Schmitz-Winkelmann", ["Schmitz-", "Winkelmann"]),
        ("สมชายวงศ์สวัสดิ์", ["สมชาย", "วงศ์", "สวัสดิ์"]),
        ("สมชาย วงศ์สวัสดิ์", ["สมชาย ", "วงศ์", "สวัสดิ์"]),
        ("មករាសុភាព", ["មករា", "សុភាព"]),
        ("မောင်အောင်ကျော်", ["မောင်", "အောင်", "ကျော်"]),
        ("ບຸນທະວີ", ["ບຸນ", "ທະວີ"]),
        ("陈晓琳", ["陈", "晓", "琳"]),
        ("陈 晓琳", ["陈 ", "晓琳"]),
        ("买买提·吐尔", ["买买提·", "吐尔"]),
        ("Gal·la", ["Gal·la"]),
        ("ヴィクトリーヌ・デュボワ", ["ヴィクトリーヌ・", "デュボワ"]),
        ("佐々木ジョー", ["佐々", "木", "ジョー"]),
        ("ဥက္ကာသင်္ခရ", None),
        ("", []),
    ],
)
def test_words_stay_whole(text, expected):
    found = pieces(text)

    assert "".join(found) == text
    assert expected is None or found == expected


def test_no_syllable_of_a_name_is_torn_apart(names):
    for person in names:
        starts = [piece[:2] for piece in pieces(person["name"])[1:]]
        assert not any(start[:1] in "ะาำๅະາຳ" for start in starts if start), person
        assert not any(start[1:] in "\u1039\u103a" for start in starts if start[1:]), person


@given(st.text("ปิ่นเกล้าสุវង្សាကျော်ဇေສີດາ陈 -a\u200d\u0301", max_size=30))
def test_no_piece_ends_within_a_reader_s_letter(text):
    found = pieces(text)
    borders = {sum(map(len, found[:place])) for place in range(1, len(found))}
    letters = list(clusters("".join(found)))
    ends = {sum(map(len, letters[:place])) for place in range(1, len(letters))}

    assert borders <= ends
