"""Texts of any origin become candidates, and nothing more."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.code import check_letter, grouped
from app.reading.payload import (
    CANDIDATE_LIMIT,
    SHOWN_LENGTH,
    TEXT_LIMIT,
    candidates,
    fingerprint,
    is_ticket_like,
    shown,
)

OWN = "BCDEFGHJKLNOPRS"
OWN += check_letter(OWN)
PRETIX = "k3v7hqyd9zc2m5x8wdjt4sgn6fbprae7"
NOISE = (
    st.text()
    | st.text("]Q1{}[]\":/?#=&%-. \\aB0'\ufeff\u200b", max_size=60)
    | st.sampled_from(["https://", "http://[", "{", "[", "]Q1", "x/"]).flatmap(
        lambda start: st.text().map(start.__add__)
    )
)


@given(NOISE)
def test_any_text_gives_candidates_of_which_it_is_the_first(text):
    found = candidates(text)

    assert not found or found[0] == text
    assert len(found) == len(set(found)) <= CANDIDATE_LIMIT
    assert all(part and len(part) <= TEXT_LIMIT for part in found)


@given(st.binary(max_size=TEXT_LIMIT), st.sampled_from(["utf-8", "latin-1", "utf-16"]))
def test_any_bytes_give_candidates_or_none(data, encoding):
    text = data.decode(encoding, errors="replace")

    assert all(isinstance(part, str) and part for part in candidates(text, ["a.0", "code"]))
    assert is_ticket_like(text) in (True, False)


HOSTILE = {
    "brackets": "[" * TEXT_LIMIT,
    "nested": '{"a":' * 850,
    "number": "9" * TEXT_LIMIT,
    "leaves": json.dumps([f"abcd{n}" for n in range(390)])[:TEXT_LIMIT],
    "known keys": json.dumps([{"code": f"BCDEFG{n}"} for n in range(170)]),
    "one string": json.dumps(["BCDEFGHJKLNOPRSB" * 260]),
    "same strings": json.dumps(["BCDEFGHJKLNOPRSB"] * 210),
    "query": "https://e.org/?" + "&".join(f"code=abcd{n}" for n in range(310)),
    "escapes": "https://e.org/" + "%41" * 1400,
    "slashes": "https://e.org/" + "/" * 4200,
    "invisible": "\u200b" * TEXT_LIMIT,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_cost_little(text):
    def cost(read, argument):
        def once():
            begun = time.thread_time_ns()
            read(argument)
            return time.thread_time_ns() - begun

        return min(once() for _ in range(20))

    # Whatever the machine: as long as looking at each character a few times over.
    assert cost(candidates, text) < 6 * cost(lambda t: [char.upper() for char in t], "x" * 4296)


@given(NOISE)
def test_any_text_is_judged_shown_and_fingerprinted(text):
    assert is_ticket_like(text) in (True, False)
    assert len(shown(text)) <= SHOWN_LENGTH
    assert shown(text).isprintable()
    assert len(fingerprint(text)) == 16


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"  {PRETIX}\r\n", PRETIX),
        (f"]Q1{PRETIX}", PRETIX),
        (grouped(OWN).lower(), OWN),
        (f"]Q1{grouped(OWN)}", OWN),
        (f"https://example.org/check?lang=de&t={PRETIX}", PRETIX),
        (f"https://example.org/a/tickets/{PRETIX}", PRETIX),
        (f"https://example.org/a/tickets/{PRETIX}/", PRETIX),
        (f"https://example.org/#{PRETIX}", PRETIX),
        (f"www.example.org/{grouped(OWN)}", OWN),
        ("https://example.org/ticket?code=%C3%84B%2012", "ÄB 12"),
        ("empfang://checkin?token=abc-123", "abc-123"),
        (json.dumps({"event": 7, "guest": {"checkin_secret": PRETIX}}), PRETIX),
        (json.dumps(["x", [PRETIX]]), PRETIX),
        ("4f1c0f0e-58a2-4c62-9d0e-6a4a1f6f3b11/c2lnbmVk", "4f1c0f0e-58a2-4c62-9d0e-6a4a1f6f3b11"),
    ],
)
def test_a_code_is_found_wherever_systems_put_it(text, expected):
    assert expected in candidates(text)


@pytest.mark.parametrize(
    ("ticket", "path", "expected"),
    [
        (json.dumps({"a": {"b": ["x", "T-0042"]}}), "a.b.1", "T-0042"),
        (json.dumps({"visitor": 901234}), "visitor", "901234"),
        ("https://example.org/x?besucher=T-0042&code=other", "besucher", "T-0042"),
    ],
)
def test_an_event_says_where_its_tickets_have_their_code(ticket, path, expected):
    assert expected in candidates(ticket, [path])
    assert candidates(ticket, [path]).index(expected) == 1


@pytest.mark.parametrize("path", ["", ".", "a.b.7", "a.b.x", "a.c", "9", "a.b.²"])
def test_a_place_that_a_ticket_does_not_have_gives_nothing(path):
    ticket = json.dumps({"a": {"b": ["x", "T-0042"]}})

    assert candidates(ticket, [path]) == candidates(ticket)


def test_a_newer_indico_ticket_gives_its_uuid():
    ticket = '{"i":[2,"indico.example.org/e/7","TxwPDlioTGKdDmpKH287EQ=="]}'

    assert "4f1c0f0e-58a8-4c62-9d0e-6a4a1f6f3b11" in candidates(ticket)


def test_a_foreign_code_is_tried_exactly_before_anything_is_read_into_it():
    assert candidates(OWN.lower())[:2] == (OWN.lower(), OWN)


@pytest.mark.parametrize("hyphen", [" ", "ß", "'", "+", "*", "=", ")", "ü"])
def test_an_own_code_survives_what_layouts_make_of_its_hyphens(hyphen):
    assert OWN in candidates(grouped(OWN).replace("-", hyphen))


def test_codes_that_differ_in_case_stay_two_codes():
    assert candidates("aB12") == ("aB12",)


def test_strings_under_a_known_key_go_before_other_strings():
    found = candidates(json.dumps({"title": "Talents", "secret": PRETIX}))

    assert found.index(PRETIX) < found.index("Talents")


def test_short_parts_of_a_longer_text_are_no_candidates():
    assert "7" not in candidates("https://example.org/items/7")


@pytest.mark.parametrize("text", ["", "   ", "\r\n", "\ufeff", "x" * (TEXT_LIMIT + 1)])
def test_blank_and_endless_texts_mean_nothing(text):
    assert candidates(text) == ()


@pytest.mark.parametrize("text", ["[" * 4000, '{"a":' * 700, "9" * TEXT_LIMIT, "http://[::1"])
def test_hostile_texts_are_only_texts(text):
    assert candidates(text)[0] == text


def test_halves_of_characters_are_left_out():
    assert candidates('["\\ud83d", "abcd"]')[-1].isascii()
    assert all("\ud83d" not in part for part in candidates('["\\ud83d", "abcd"]'))
    assert candidates("\ud83d") == ()


@pytest.mark.parametrize(
    "text",
    [
        "WIFI:S:Gast;T:WPA;P:geheim;;",
        "wifi:S:x;;",
        "BEGIN:VCARD\nFN:Li Wei\nEND:VCARD",
        "MECARD:N:Li,Wei;;",
        "mailto:info@example.org",
        "tel:+49211",
        "BCD\n002\n1\nSCT",
        "https://example.org/menu.pdf",
        "HTTP://EXAMPLE.ORG",
        "www.example.org",
        "http://[broken",
        "",
        " ",
    ],
)
def test_what_never_was_a_ticket_is_told_apart(text):
    assert not is_ticket_like(text)


@pytest.mark.parametrize(
    "text", [OWN, PRETIX, "0042", "EVT:abc", f"https://example.org/?t={PRETIX}", '{"secret": "x"}']
)
def test_what_may_be_a_ticket_is_an_unknown_code(text):
    assert is_ticket_like(text)


def test_short_texts_are_shown_as_they_are():
    assert shown("王伟-Ä42") == "王伟-Ä42"


def test_long_texts_are_shortened_and_invisible_signs_spelt_out():
    assert shown("a\nb\u202e\x00") == "a\\nb\\u202e\\x00"
    assert shown("x" * 100) == "x" * (SHOWN_LENGTH - 1) + "…"


def test_a_fingerprint_tells_texts_apart_without_showing_them():
    assert fingerprint(PRETIX) == fingerprint(PRETIX)
    assert fingerprint(PRETIX) != fingerprint(PRETIX.upper())
    assert fingerprint("\ud83d") not in fingerprint(PRETIX)
